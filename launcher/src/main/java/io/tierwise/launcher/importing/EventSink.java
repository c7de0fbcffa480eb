package io.tierwise.launcher.importing;

/** Takes what a reader finds; may block while the front door is busy. */
public interface EventSink {
  void event(Outgoing event) throws InterruptedException;

  /** An item of the catalogue, as {@code POST /v1/items/batch} takes it. */
  void item(byte[] json) throws InterruptedException;

  /**
   * A line that became no event.
   *
   * @param reason short and the same for all lines of its kind
   * @param detail of this line
   */
  void skipped(long line, String reason, String detail);
}
