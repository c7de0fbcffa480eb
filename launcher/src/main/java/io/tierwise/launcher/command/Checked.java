package io.tierwise.launcher.command;

/** A command whose arguments can be judged before anything is built or started. */
public interface Checked {
  /**
   * @throws picocli.CommandLine.ParameterException naming the argument at fault
   */
  void check();
}
