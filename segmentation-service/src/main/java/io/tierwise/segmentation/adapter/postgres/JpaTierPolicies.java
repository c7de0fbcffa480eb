package io.tierwise.segmentation.adapter.postgres;

import io.tierwise.segmentation.run.TierPolicies;
import io.tierwise.segmentation.run.UnitOfWork;
import io.tierwise.segmentation.tier.TierDefinition;
import io.tierwise.segmentation.tier.TierPolicy;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import java.time.Instant;
import java.util.List;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;

/** The policy as an entity with a version. */
public final class JpaTierPolicies implements TierPolicies {
  private final EntityManager entities;
  private final UnitOfWork work;

  public JpaTierPolicies(EntityManager entities, UnitOfWork work) {
    this.entities = entities;
    this.work = work;
  }

  @Override
  public TierPolicy current() {
    return work.inTransaction(
        () -> {
          TierPolicyEntity stored = stored();
          return stored == null ? TierPolicy.standard() : stored.policy();
        });
  }

  @Override
  public Replacement replace(
      List<TierDefinition> tiers, @Nullable Long expectedVersion, String by, Instant at) {
    // Refused before anything is stored if it is not a policy.
    TierPolicy valid = new TierPolicy(0, tiers);
    try {
      return work.inTransaction(() -> attempt(valid.tiers(), expectedVersion, by, at));
    } catch (OptimisticLockException
        | OptimisticLockingFailureException
        | ConstraintViolationException overtaken) {
      return new Replacement.Stale(current().version());
    }
  }

  private Replacement attempt(
      List<TierDefinition> tiers, @Nullable Long expectedVersion, String by, Instant at) {
    TierPolicyEntity stored = stored();
    long version = stored == null ? 0 : stored.policy().version();
    if (expectedVersion != null && expectedVersion != version) {
      return new Replacement.Stale(version);
    }
    TierPolicyEntity edited = stored == null ? new TierPolicyEntity() : stored;
    edited.edit(tiers, by, at);
    entities.persist(edited);
    entities.flush();
    return new Replacement.Replaced(edited.policy());
  }

  private @Nullable TierPolicyEntity stored() {
    return entities.find(TierPolicyEntity.class, TierPolicyEntity.ONLY_ID);
  }
}
