package dev.sbomagent.cataloger;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
import dev.sbomagent.inventory.FileCataloger;
import dev.sbomagent.inventory.FoundFile;
import dev.sbomagent.inventory.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Erlang/OTP applications, by their resource file {@code <name>.app} (app(4); syft,
 * erlang-otp-application-cataloger): {@code {application, Name, [{vsn, Version}, ...]}.}
 */
public final class ErlangCataloger implements FileCataloger {
  private static final int MAX_FILE = 16 << 20;

  @Override
  public Family family() {
    return Family.ERLANG;
  }

  @Override
  public boolean wants(String folder, String name) {
    return name.endsWith(".app");
  }

  @Override
  public List<Component> read(FoundFile file) throws IOException, MalformedException {
    byte[] text;
    try (InputStream in = file.stream()) {
      text = Lines.whole(in, MAX_FILE);
    }
    try {
      return components(ErlangTerms.parse(text), file.location());
    } catch (MalformedException e) {
      // other things are called so, too
      if (new String(text, StandardCharsets.ISO_8859_1).contains("application")) {
        throw e;
      }
      return List.of();
    }
  }

  private static List<Component> components(List<Object> terms, String location) {
    Object application = ErlangTerms.element(terms, 0);
    String name = ErlangTerms.text(ErlangTerms.element(application, 1));
    List<Component> components = new ArrayList<>();
    if (ErlangTerms.element(application, 2) instanceof List<?> keys) {
      for (Object key : keys) {
        if (ErlangTerms.text(ErlangTerms.element(key, 0)).equals("vsn")) {
          String version = ErlangTerms.text(ErlangTerms.element(key, 1));
          String purl = PurlText.of(Family.ERLANG.ecosystem(), "", name, version).toString();
          components.addAll(Found.one(Family.ERLANG, name, version, purl, location));
        }
      }
    }
    return components;
  }
}
