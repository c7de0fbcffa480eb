package io.tierwise.launcher.stack;

import java.time.Duration;

/** Hears how the stack comes up and goes down. Called from several threads. */
public interface StackListener {
  StackListener SILENT =
      new StackListener() {
        @Override
        public void ready(String part, String address, Duration after) {}

        @Override
        public void note(String text) {}
      };

  void ready(String part, String address, Duration after);

  /** Something worth knowing, such as a port that was taken. */
  void note(String text);
}
