package io.tierwise.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A Docker Compose file as data, with merge keys resolved; needs no Docker. */
final class ComposeFile {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)([^}]*)}");
  private static final Pattern PINNED = Pattern.compile("[\\w./-]+:v?\\d+[\\w.-]*");
  private static final String LOOPBACK = "127.0.0.1:";

  private final String text;
  private final Map<String, Object> root;

  private ComposeFile(String text, Map<String, Object> root) {
    this.text = text;
    this.root = root;
  }

  static ComposeFile parse(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    return new ComposeFile(text, new Yaml(new SafeConstructor(options)).load(text));
  }

  Set<String> services() {
    return map(root.get("services")).keySet();
  }

  Map<String, Object> service(String name) {
    Map<String, Object> service = map(map(root.get("services")).get(name));
    if (service.isEmpty()) {
      throw new IllegalArgumentException("no service is called " + name);
    }
    return service;
  }

  Map<String, Object> environment(String service) {
    return map(service(service).get("environment"));
  }

  List<String> ports(String service) {
    return list(service(service).get("ports"));
  }

  /** The variables that the person who starts it has to set. */
  Set<String> variables() {
    Set<String> names = new TreeSet<>();
    Matcher matcher = VARIABLE.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  /** Paths of this repository that containers see. */
  List<String> mountedFiles() {
    return services().stream()
        .flatMap(name -> list(service(name).get("volumes")).stream())
        .map(volume -> volume.split(":")[0])
        .filter(source -> source.startsWith("."))
        .toList();
  }

  /** Everything that is wrong with the file in itself, one line each. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (String name : services()) {
      Map<String, Object> service = service(name);
      dependencies(name, service, problems);
      volumes(name, service, problems);
      ports(name).stream()
          .filter(port -> !port.startsWith(LOOPBACK))
          .forEach(port -> problems.add(name + ": publishes " + port + " beyond loopback"));
      if (!map(service.get("healthcheck")).containsKey("test")) {
        problems.add(name + ": has no health check");
      }
      if (!service.containsKey("mem_limit")) {
        problems.add(name + ": has no memory limit");
      }
      if (!PINNED.matcher(String.valueOf(service.get("image"))).matches()) {
        problems.add(name + ": image " + service.get("image") + " is not pinned");
      }
      if (Boolean.TRUE.equals(service.get("privileged"))
          || Set.of("root", "0").contains(String.valueOf(service.get("user")))) {
        problems.add(name + ": runs as root");
      }
    }
    Matcher matcher = VARIABLE.matcher(text);
    while (matcher.find()) {
      if (!matcher.group(2).startsWith(":?")) {
        problems.add(matcher.group() + ": is not required to be set");
      }
    }
    return problems;
  }

  private void dependencies(String name, Map<String, Object> service, List<String> problems) {
    map(service.get("depends_on"))
        .forEach(
            (target, condition) -> {
              if (!services().contains(target)) {
                problems.add(name + ": depends on " + target + ", which is no service");
              } else if (!"service_healthy".equals(map(condition).get("condition"))) {
                problems.add(name + ": does not wait until " + target + " is healthy");
              }
            });
  }

  private void volumes(String name, Map<String, Object> service, List<String> problems) {
    list(service.get("volumes")).stream()
        .map(volume -> volume.split(":")[0])
        .filter(source -> !source.startsWith(".") && !source.startsWith("/"))
        .filter(source -> !map(root.get("volumes")).containsKey(source))
        .forEach(source -> problems.add(name + ": volume " + source + " is not declared"));
  }

  /** The entries of every list under that key, wherever it is. */
  List<String> lists(String key) {
    List<String> entries = new ArrayList<>();
    collect(root, key, entries);
    return entries;
  }

  private static void collect(Object value, String key, List<String> entries) {
    switch (value) {
      case Map<?, ?> map ->
          map.forEach(
              (name, inner) -> {
                if (key.equals(name)) {
                  entries.addAll(list(inner));
                } else {
                  collect(inner, key, entries);
                }
              });
      case List<?> list -> list.forEach(inner -> collect(inner, key, entries));
      case null, default -> {
        // a value without anything in it
      }
    }
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  static List<String> list(Object value) {
    return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }
}
