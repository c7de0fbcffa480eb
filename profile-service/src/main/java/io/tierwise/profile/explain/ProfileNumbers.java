package io.tierwise.profile.explain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All numbers of a profile by name. */
public final class ProfileNumbers {
  private static final Map<String, ProfileNumber> ALL = byName();

  private static Map<String, ProfileNumber> byName() {
    List<ProfileNumber> all = new ArrayList<>(ActivityNumbers.all());
    all.addAll(OrderNumbers.ALL);
    all.addAll(InterestNumbers.all());
    Map<String, ProfileNumber> byName = new LinkedHashMap<>();
    all.forEach(number -> byName.put(number.name(), number));
    return byName;
  }

  public static Optional<ProfileNumber> named(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  public static Collection<ProfileNumber> all() {
    return ALL.values();
  }

  private ProfileNumbers() {}
}
