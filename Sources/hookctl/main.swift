import HookCtlRunner

HookCtl.run()
