package io.tierwise.ingest;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tables, made when the database is there rather than when the service starts. */
public final class IngestDatabase {
  private static final Logger log = LoggerFactory.getLogger(IngestDatabase.class);
  private final Flyway flyway;
  private volatile boolean ready;
  private String lastTrouble = "";

  public IngestDatabase(Flyway flyway) {
    this.flyway = flyway;
  }

  public boolean isReady() {
    return ready;
  }

  /**
   * @return whether the tables are there
   */
  public synchronized boolean migrate() {
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
