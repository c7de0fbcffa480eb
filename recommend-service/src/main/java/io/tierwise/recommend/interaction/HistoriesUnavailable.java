package io.tierwise.recommend.interaction;

import org.jspecify.annotations.Nullable;

/** The histories of users cannot be read now; answers have to do without. */
public final class HistoriesUnavailable extends RuntimeException {
  public HistoriesUnavailable(@Nullable Throwable cause) {
    super("the histories of users cannot be read", cause);
  }
}
