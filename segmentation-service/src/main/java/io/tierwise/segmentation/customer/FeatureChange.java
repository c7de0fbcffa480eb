package io.tierwise.segmentation.customer;

import java.util.List;

/** What one message of the profile says about a user. */
public sealed interface FeatureChange {
  String userId();

  /**
   * The features as they are now.
   *
   * @param mergedIds further ids of the user
   */
  record Updated(Customer customer, Preferences preferences, List<String> mergedIds)
      implements FeatureChange {
    public Updated {
      mergedIds = List.copyOf(mergedIds);
    }

    @Override
    public String userId() {
      return customer.userId();
    }
  }

  /** The user was erased, or merged into another. */
  record Gone(String userId) implements FeatureChange {}
}
