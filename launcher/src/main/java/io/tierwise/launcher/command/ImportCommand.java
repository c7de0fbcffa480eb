package io.tierwise.launcher.command;

import picocli.CommandLine.Command;

@Command(name = "import")
public final class ImportCommand implements Runnable {
  @Override
  public void run() {}
}
