package io.tierwise.recommend.serving;

import io.tierwise.recommend.interaction.Strengths;
import io.tierwise.recommend.model.Scores;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;

/** Buffers of the size of the catalogue, lent to one request at a time and reused. */
final class Workspaces {
  private static final int KEPT = 16;
  private static final int ROUND_UP = 1024;

  record Workspace(Scores scores, Strengths strengths) {}

  private final BlockingQueue<Workspace> idle = new ArrayBlockingQueue<>(KEPT);

  /**
   * @param items how many item numbers there are
   */
  <T> T with(int items, Function<Workspace, T> work) {
    Workspace workspace = idle.poll();
    if (workspace == null || workspace.scores().capacity() < items) {
      workspace = new Workspace(new Scores(items + ROUND_UP), new Strengths());
    }
    try {
      return work.apply(workspace);
    } finally {
      workspace.scores().clear();
      workspace.strengths().clear();
      boolean _ = idle.offer(workspace);
    }
  }
}
