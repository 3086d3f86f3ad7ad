package org.assay.verification.fault.inside;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** What the mutants do instead of what the product does. */
public class Mutations extends Failpoints {

  /** So long after its answer a change is committed. */
  private static final long COMMIT_AFTER_MILLIS = 700;

  /** Every so many-th change is committed late. */
  private static final int EVERY = 3;

  private static final AtomicInteger CHANGES = new AtomicInteger();

  /** So long the reversed sequencer lets events gather. */
  private static final long GATHER_MILLIS = 60;

  /** Takes what was inserted after the last that has a position, whoever is still to commit. */
  private static final String BY_CURSOR =
      """
      with leader as materialized (select from sequencer where epoch = ? for share),
      taken as (
        select l.id, l.seq from event_log l
         where exists (select from leader)
           and l.seq > coalesce((
             select c.seq from event_position p join event_log c on c.id = p.event_id
              order by p.position desc limit 1), 0)
         order by l.seq limit ?),
      """;

  /** Takes what waits, the last first, and no matter whether its predecessor has a position. */
  private static final String REVERSED =
      """
      with leader as materialized (select from sequencer where epoch = ? for share),
      taken as (
        select q.event_id as id, -q.seq as seq from event_queue q
         where exists (select from leader)
         order by q.seq desc limit ?),
      """;

  private static final String NUMBERED =
      """
      positioned as (
        insert into event_position (position, event_id)
        select (select coalesce(max(position), 0) from event_position)
                 + row_number() over (order by seq), id
          from taken returning event_id),
      removed as (
        delete from event_queue q using positioned p where q.event_id = p.event_id returning 1)
      select (select count(*) from positioned), (select epoch from sequencer),
             (select count(*) from removed)
      """;

  private static final ThreadLocal<Boolean> APART = ThreadLocal.withInitial(() -> false);

  /** The rules that did their work in this process. */
  private static final Set<String> FIRED = ConcurrentHashMap.newKeySet();

  /** Made by Byteman for each rule that fires. */
  public Mutations() {}

  /**
   * Notes, once for this process, that a rule does its work. It is static, as some rules have no
   * helper, so that each says the class, too.
   */
  public static void fired(String rule) {
    if (FIRED.add(rule)) {
      note(rule);
    }
  }

  /** Whether this change is one of those that are committed late. */
  public boolean late() {
    return CHANGES.incrementAndGet() % EVERY == 0;
  }

  /** Commits the thread's transaction on another thread, a while later. */
  public void commitLater(Object transactions) throws ReflectiveOperationException {
    ClassLoader product = transactions.getClass().getClassLoader();
    Class<?> manager = Class.forName("jakarta.transaction.TransactionManager", true, product);
    Class<?> transaction = Class.forName("jakarta.transaction.Transaction", true, product);
    Method resume = manager.getMethod("resume", transaction);
    Method commit = manager.getMethod("commit");
    Object suspended = manager.getMethod("suspend").invoke(transactions);
    Thread later =
        new Thread(
            () -> {
              rest(COMMIT_AFTER_MILLIS);
              try {
                resume.invoke(transactions, suspended);
                commit.invoke(transactions);
              } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("mutant: the late commit failed", e);
              }
            });
    later.setContextClassLoader(product);
    later.start();
  }

  /** Numbers a batch by a cursor over {@code seq}. */
  public OptionalInt numberByCursor(Connection connection, long epoch, int limit)
      throws SQLException {
    return number(BY_CURSOR + NUMBERED, connection, epoch, limit);
  }

  /** Numbers a batch from its end. */
  public OptionalInt numberReversed(Connection connection, long epoch, int limit)
      throws SQLException {
    rest(GATHER_MILLIS);
    return number(REVERSED + NUMBERED, connection, epoch, limit);
  }

  private static OptionalInt number(String sql, Connection connection, long epoch, int limit)
      throws SQLException {
    try (PreparedStatement batch = connection.prepareStatement(sql)) {
      batch.setLong(1, epoch);
      batch.setInt(2, limit);
      try (ResultSet row = batch.executeQuery()) {
        row.next();
        return row.getLong(2) == epoch ? OptionalInt.of(row.getInt(1)) : OptionalInt.empty();
      }
    }
  }

  /** Moves the relay's cursor behind a batch that is not sent yet. */
  public void moveFirst(Object tables, List<?> batch) throws ReflectiveOperationException {
    Method move = method(tables, "move");
    move.invoke(tables, position(batch.getFirst()) - 1, position(batch.getLast()));
  }

  private static long position(Object outgoing) throws ReflectiveOperationException {
    return (long) method(outgoing, "position").invoke(outgoing);
  }

  /** Whether this thread stores an answer outside the transaction of the change. */
  public boolean apart() {
    return APART.get();
  }

  /** Stores an answer in a transaction of its own, which commits before that of the change. */
  public void storeApart(Object answers, Object asked, int status, Object headers, Object body)
      throws ReflectiveOperationException {
    Method store = method(answers, "store");
    CompletableFuture<Void> stored = new CompletableFuture<>();
    Thread other =
        new Thread(
            () -> {
              APART.set(true);
              try {
                store.invoke(answers, asked, status, headers, body);
                stored.complete(null);
              } catch (ReflectiveOperationException e) {
                stored.completeExceptionally(e);
              }
            });
    other.setContextClassLoader(Thread.currentThread().getContextClassLoader());
    other.start();
    try {
      stored.get();
    } catch (ExecutionException e) {
      throw new InvocationTargetException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Method method(Object object, String name) {
    Class<?> type = object.getClass();
    while (type != null) {
      for (Method method : type.getDeclaredMethods()) {
        if (method.getName().equals(name) && !method.isSynthetic()) {
          method.setAccessible(true);
          return method;
        }
      }
      type = type.getSuperclass();
    }
    throw new IllegalStateException(
        "no " + name + " in " + Arrays.toString(object.getClass().getMethods()));
  }
}
