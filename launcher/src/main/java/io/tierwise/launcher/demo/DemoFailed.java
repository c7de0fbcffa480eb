package io.tierwise.launcher.demo;

/** A stage did not do what it should; the message says which and why. */
public final class DemoFailed extends Exception {
  private static final long serialVersionUID = 1L;

  public DemoFailed(String message) {
    super(message);
  }
}
