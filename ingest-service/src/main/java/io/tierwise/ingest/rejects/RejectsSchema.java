package io.tierwise.ingest.rejects;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tables, made when the database is there rather than when the service starts. */
final class RejectsSchema {
  private static final Logger log = LoggerFactory.getLogger(RejectsSchema.class);
  private final Flyway flyway;
  private volatile boolean ready;
  private String lastTrouble = "";

  RejectsSchema(Flyway flyway) {
    this.flyway = flyway;
  }

  boolean isReady() {
    return ready;
  }

  /**
   * @return whether the tables are there
   */
  synchronized boolean migrate() {
    try {
      flyway.migrate();
      ready = true;
      log.atInfo().log("rejected events are kept");
    } catch (FlywayException e) {
      tell(String.valueOf(e.getMessage()));
    }
    return ready;
  }

  /** Once: it is tried every few seconds, and may be away for days. */
  private void tell(String trouble) {
    if (!trouble.equals(lastTrouble)) {
      log.atWarn().log("rejected events wait on their topic: {}", trouble);
      lastTrouble = trouble;
    }
  }
}
