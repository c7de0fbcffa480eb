package io.tierwise.campaign.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port: the campaigns. */
public interface Campaigns {
  Campaign create(String id, Revision first);

  Optional<Campaign> find(String id);

  /**
   * @param after id of the last campaign of the page before; null for the first page
   */
  List<Campaign> list(@Nullable CampaignStatus status, @Nullable String after, int limit);

  /** Running and within their window. */
  List<Campaign> active(Instant now);

  /**
   * Saves it if nobody changed it since.
   *
   * @return empty if the version is not the current one or the budget is below what is spent
   */
  Optional<Campaign> save(String id, long version, Revision next);

  /**
   * @return false if the version is not the current one
   */
  boolean delete(String id, long version);

  /**
   * Starts what is scheduled once its window opens, and finishes what has begun once it closes.
   * However many ask and however late, each happens once.
   *
   * @return how many moved
   */
  int advance(Instant now);

  /**
   * How it came to be what it is, the newest first.
   *
   * @param before the number that the page before ended with; null for the first page
   */
  List<CampaignVersion> versions(String id, @Nullable Long before, int limit);

  Optional<CampaignVersion> version(String id, long number);
}
