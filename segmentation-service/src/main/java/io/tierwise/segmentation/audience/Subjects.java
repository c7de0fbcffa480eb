package io.tierwise.segmentation.audience;

import io.tierwise.segmentation.rule.Rule;
import io.tierwise.segmentation.rule.Subject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Port: what is known of customers, as far as rules ask for it. */
public interface Subjects {
  /** Those of the users that are customers. */
  List<Subject> of(Collection<String> users, Collection<Rule> rules, Instant now);
}
