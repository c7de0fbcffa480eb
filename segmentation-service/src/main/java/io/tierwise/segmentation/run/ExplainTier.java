package io.tierwise.segmentation.run;

import io.tierwise.segmentation.customer.Customer;
import io.tierwise.segmentation.run.TierDirectory.Member;
import io.tierwise.segmentation.run.TierDirectory.Move;
import io.tierwise.segmentation.tier.TierExplanation;
import io.tierwise.segmentation.tier.TieringModel;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a user stands, why, and where they stood before. */
public final class ExplainTier {
  private static final int HISTORY = 20;

  private final SegmentationRuns runs;
  private final CustomerFeatures features;
  private final CustomerIds ids;
  private final TierDirectory directory;

  public ExplainTier(
      SegmentationRuns runs, CustomerFeatures features, CustomerIds ids, TierDirectory directory) {
    this.runs = runs;
    this.features = features;
    this.ids = ids;
    this.directory = directory;
  }

  /** The answer, or why there is none. */
  public sealed interface Answer {
    /**
     * @param explanation null for a prospect
     */
    record Found(Member member, @Nullable TierExplanation explanation, List<Move> history)
        implements Answer {}

    record NothingPublished() implements Answer {}

    record UnknownUser() implements Answer {}
  }

  /** By any of the user's ids. */
  public Answer explain(String id) {
    Optional<UUID> published = runs.publishedId();
    if (published.isEmpty()) {
      return new Answer.NothingPublished();
    }
    String userId = ids.customerOf(id);
    Optional<Member> member = directory.find(userId);
    Optional<Customer> customer = features.find(userId);
    if (member.isEmpty() || customer.isEmpty()) {
      return new Answer.UnknownUser();
    }
    return new Answer.Found(
        member.get(),
        explanation(member.get(), customer.get()),
        directory.history(userId, HISTORY));
  }

  private @Nullable TierExplanation explanation(Member member, Customer customer) {
    if (member.tier() == null || customer.isProspect()) {
      return null;
    }
    return runs.model(member.runId())
        .map((TieringModel model) -> model.explain(customer, member.referenceAt()))
        .orElse(null);
  }
}
