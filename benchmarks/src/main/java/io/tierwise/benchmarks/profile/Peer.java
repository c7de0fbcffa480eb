package io.tierwise.benchmarks.profile;

import java.util.List;

/** Another way to bring accepted events into PostgreSQL. */
interface Peer extends AutoCloseable {
  /** What has to be done before the time runs: nothing, unless reading is no part of the work. */
  default void prepare(List<byte[]> events) {}

  /**
   * @param events as they are on the topic
   */
  void store(List<byte[]> events) throws Exception;

  @Override
  void close() throws Exception;
}
