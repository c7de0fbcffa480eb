package io.tierwise.simulator;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How much of a customer's interest lies within a part of the catalogue. */
final class Taste {
  /** An interest share from which on a match is complete. */
  private static final double FULL = 0.45;

  static double inDepartment(Catalogue catalogue, CustomerModel customer, String department) {
    double share = 0;
    for (int i = 0; i < customer.interests().length; i++) {
      if (catalogue.leaves().get(customer.interests()[i]).department().equals(department)) {
        share += customer.interestWeights()[i];
      }
    }
    return share;
  }

  /**
   * Match of a customer with an offer, 0 to 1: the share of interest in the leaves that the offer
   * reaches, complete from 0.45 on. An offer without scope is half a match for everybody.
   *
   * @param categories departments, aisles or leaves, by name or by path with slashes
   */
  static double match(
      Catalogue catalogue,
      CustomerModel customer,
      Collection<String> categories,
      Collection<String> itemIds) {
    if (categories.isEmpty() && itemIds.isEmpty()) {
      return 0.5;
    }
    Set<Integer> leaves = leaves(catalogue, categories, itemIds);
    double share = 0;
    for (int i = 0; i < customer.interests().length; i++) {
      if (leaves.contains(customer.interests()[i])) {
        share += customer.interestWeights()[i];
      }
    }
    return Math.min(1, share / FULL);
  }

  /** The leaves that an offer reaches. */
  static Set<Integer> leaves(
      Catalogue catalogue, Collection<String> categories, Collection<String> itemIds) {
    Set<Integer> leaves = new HashSet<>();
    for (String id : itemIds) {
      int item = catalogue.indexOf(id);
      if (item >= 0) {
        leaves.add(catalogue.model(item).leaf());
      }
    }
    for (int leaf = 0; leaf < catalogue.leaves().size(); leaf++) {
      List<String> path = catalogue.leaves().get(leaf).path();
      if (categories.stream().anyMatch(category -> names(category, path))) {
        leaves.add(leaf);
      }
    }
    return leaves;
  }

  private static boolean names(String category, List<String> path) {
    String whole = String.join("/", path);
    return path.contains(category) || whole.equals(category) || whole.startsWith(category + "/");
  }

  private Taste() {}
}
