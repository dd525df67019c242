import HookCtlRunner

HookCtl.runHosting()
