package io.tierwise.launcher.importing;

/** The file as a whole is not what the format says. */
public final class UnreadableFile extends Exception {
  private static final long serialVersionUID = 1L;

  public UnreadableFile(String message) {
    super(message);
  }
}
