package io.tierwise.launcher.importing;

import java.time.Duration;

/** Hears the door's answers; called from several threads. */
public interface DoorListener {
  void accepted(int events);

  /**
   * @param code the first reason against it, such as {@code negative-price}
   * @param detail for a person
   */
  void rejected(Outgoing event, String code, String detail);

  /**
   * The door is closed for now and will be tried again.
   *
   * @param atMost how long altogether
   */
  default void waiting(String reason, Duration pause, Duration atMost) {}
}
