package io.tierwise.launcher.stack;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/**
 * What is wrong with a file or folder, for a person: the JDK's messages are often its bare name.
 */
public final class FileTrouble {
  /** The file and why it cannot be used, in one line. */
  public static String of(FileSystemException trouble) {
    return "%s: %s".formatted(trouble.getFile(), reason(trouble));
  }

  private static String reason(FileSystemException trouble) {
    return switch (trouble) {
      case AccessDeniedException denied -> "permission denied";
      case FileAlreadyExistsException exists -> "it is a file, not a folder";
      case NoSuchFileException missing -> "it does not exist";
      default ->
          trouble.getReason() == null ? trouble.getClass().getSimpleName() : trouble.getReason();
    };
  }

  private FileTrouble() {}
}
