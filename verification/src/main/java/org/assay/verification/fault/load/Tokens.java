package org.assay.verification.fault.load;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.assay.local.demo.TokenSource;

/** Lets one client at a time renew the token of an account, however many need it at once. */
final class Tokens implements TokenSource {

  private final TokenSource source;
  private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

  Tokens(TokenSource source) {
    this.source = source;
  }

  @Override
  public String tokenOf(String account) {
    ReentrantLock lock = locks.computeIfAbsent(account, _ -> new ReentrantLock());
    lock.lock();
    try {
      return source.tokenOf(account);
    } finally {
      lock.unlock();
    }
  }
}
