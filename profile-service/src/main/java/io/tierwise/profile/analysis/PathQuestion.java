package io.tierwise.profile.analysis;

import org.jspecify.annotations.Nullable;

/**
 * @param start the event that paths begin with, wherever it occurs; null for the first of a session
 * @param steps events of a path, 2 to {@value #MOST_STEPS}
 * @param top how many paths
 * @param exact whether every user is looked at, however long it takes
 */
public record PathQuestion(
    Period period, @Nullable String start, int steps, int top, boolean exact, Audience audience) {
  public static final int MOST_STEPS = 6;
  public static final int MOST_PATHS = 500;
}
