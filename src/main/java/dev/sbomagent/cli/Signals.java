package dev.sbomagent.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * Hears signals of the operating system. By reflection: the type that does it is the platform's own
 * ({@code sun.misc.Signal}, exported by {@code jdk.unsupported} for want of another), and compilers
 * warn of it.
 */
final class Signals {
  private Signals() {}

  /**
   * Runs this, in a thread of its own, whenever the signal arrives; a platform that cannot keeps
   * its default.
   *
   * @param name without SIG
   */
  static void on(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object heard =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  action.run();
                }
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), heard);
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException none) {
      // the default of the signal stays
    }
  }
}
