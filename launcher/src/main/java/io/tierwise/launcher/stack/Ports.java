package io.tierwise.launcher.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;

/** Hands out the usual ports, and free ones where those are taken. */
public final class Ports {
  private final Set<Integer> given = new HashSet<>();

  /** The wanted port if nothing listens there and it was not handed out before, else a free one. */
  synchronized int choose(int wanted) {
    if (wanted > 0 && !given.contains(wanted) && isFree(wanted)) {
      given.add(wanted);
      return wanted;
    }
    while (true) {
      int port = anyFree();
      if (given.add(port)) {
        return port;
      }
    }
  }

  /** The port if nothing listens there, else 0 for any. */
  public static int usualOrFree(int usual) {
    return isFree(usual) ? usual : 0;
  }

  static boolean isFree(int port) {
    // A server on another address of this machine, or on all of them, would answer in our place.
    if (accepts(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200)) {
      return false;
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  static boolean accepts(InetSocketAddress address, int timeoutMillis) {
    try (Socket socket = new Socket()) {
      socket.connect(address, timeoutMillis);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int anyFree() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("no free port on this machine", e);
    }
  }
}
