// Commands print on the console of the terminal: whoever writes one has it too.
@_exported import Terminal
