package io.tierwise.launcher.stack;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Main class of every Java child: runs the main class that its first argument names, and ends the
 * process when standard input ends. The launcher holds the other end of that pipe, so its children
 * end with it even when it is killed and can clean up nothing.
 *
 * <p>Uses nothing but {@code java.lang} and {@code java.io}: it is packed into a jar of its own.
 */
public final class Leash {
  private static final int EXIT_ORPHANED = 129;

  public static void main(String[] arguments) throws Throwable {
    Thread watch = new Thread(Leash::exitAtEndOfInput, "leash");
    watch.setDaemon(true);
    watch.start();
    try {
      Class.forName(arguments[0])
          .getMethod("main", String[].class)
          .invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void exitAtEndOfInput() {
    try {
      while (System.in.read() >= 0) {
        // The launcher sends nothing; only the end matters.
      }
    } catch (IOException e) {
      System.err.println("lost the launcher: " + e.getMessage());
    }
    System.exit(EXIT_ORPHANED);
  }

  private Leash() {}
}
