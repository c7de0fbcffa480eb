package io.tierwise.profile.history;

/** A message that can never be folded, with the field that is to blame. */
public final class UnreadableEvent extends RuntimeException {
  private final String field;
  private final String code;

  public UnreadableEvent(String field, String code, String message) {
    super(message, null, false, false);
    this.field = field;
    this.code = code;
  }

  public String field() {
    return field;
  }

  public String code() {
    return code;
  }
}
