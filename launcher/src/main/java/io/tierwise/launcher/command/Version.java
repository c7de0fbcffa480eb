package io.tierwise.launcher.command;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
public final class Version implements IVersionProvider {
  private static final String POM = "/META-INF/maven/io.tierwise/launcher/pom.properties";

  @Override
  public String[] getVersion() throws IOException {
    return new String[] {
      "Tierwise " + number(),
      "Java "
          + Runtime.version()
          + ", "
          + System.getProperty("os.name")
          + " "
          + System.getProperty("os.arch")
    };
  }

  private static String number() throws IOException {
    try (InputStream in = Version.class.getResourceAsStream(POM)) {
      if (in == null) {
        return "(built in place)";
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    }
  }
}
