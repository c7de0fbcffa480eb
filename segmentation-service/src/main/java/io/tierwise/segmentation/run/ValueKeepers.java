package io.tierwise.segmentation.run;

import io.tierwise.segmentation.customer.Customer;
import java.util.Collection;
import java.util.List;

/** Several keepers as one. */
public record ValueKeepers(List<ValueKeeper> keepers) implements ValueKeeper {
  public ValueKeepers {
    keepers = List.copyOf(keepers);
  }

  @Override
  public void refresh(List<Customer> customers) {
    keepers.forEach(keeper -> keeper.refresh(customers));
  }

  @Override
  public void remove(Collection<String> userIds) {
    keepers.forEach(keeper -> keeper.remove(userIds));
  }
}
