package io.tierwise.segmentation.customer;

/** What one message of the profile says about a user. */
public sealed interface FeatureChange {
  String userId();

  /** The features as they are now. */
  record Updated(Customer customer, Preferences preferences) implements FeatureChange {
    @Override
    public String userId() {
      return customer.userId();
    }
  }

  /** The user was erased, or merged into another. */
  record Gone(String userId) implements FeatureChange {}
}
