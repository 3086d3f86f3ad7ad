package org.assay.verification.fault.load;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.assay.local.LocalStack;
import org.assay.local.demo.GatewayClient;
import org.assay.local.demo.PasswordGrant;
import org.assay.verification.fault.Pause;
import org.assay.verification.fault.history.History;
import org.assay.verification.fault.history.Kind;
import org.assay.verification.fault.history.Operation;

/**
 * An open loop: operations begin at times drawn in advance from the seed, whatever the answers to
 * earlier ones do. At most so many are in flight; what finds no room is counted, not sent.
 */
public final class Load implements AutoCloseable {

  private static final Duration TIME_OUT = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(100);
  private static final int MOST_IN_FLIGHT = 64;
  private static final int PROJECTS = 4;
  private static final int MODELS = 8;

  private final History history;
  private final Mix mix;
  private final double perSecond;
  private final Random arrivals;
  private final Random choices;
  private final World world = new World();
  private final HttpClient http;
  private final GatewayClient gateway;
  private final ProjectActs projects;
  private final RegistryActs registry;
  private final ReviewActs reviews;
  private final Questions questions;
  private final Semaphore room = new Semaphore(MOST_IN_FLIGHT);
  private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final AtomicLong offered = new AtomicLong();
  private final AtomicLong overruns = new AtomicLong();
  private final Thread pacer;

  /** A load on this stack, not begun. */
  public Load(LocalStack stack, History history, Mix mix, double perSecond, long seed) {
    this.history = history;
    this.mix = mix;
    this.perSecond = perSecond;
    this.arrivals = new Random(seed);
    this.choices = new Random(seed + 1);
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();
    Tokens tokens =
        new Tokens(new PasswordGrant(URI.create(stack.issuer()), http, Clock.systemUTC()));
    this.gateway = new GatewayClient(URI.create(stack.gatewayUrl()), http, tokens, TIME_OUT);
    Client client = new Client(gateway, PATIENCE);
    Names names = new Names(new Random(seed + 2));
    this.projects = new ProjectActs(world, client, names);
    this.registry = new RegistryActs(world, client, names);
    this.reviews = new ReviewActs(world, client);
    this.questions = new Questions(world, client, names);
    this.pacer = Thread.ofPlatform().daemon().name("pacer").unstarted(this::pace);
  }

  /** The client of the gateway, to read what the load has left. */
  public GatewayClient gateway() {
    return gateway;
  }

  /** Makes the projects and models that it begins with, and then begins. */
  public void begin() {
    for (int i = 0; i < PROJECTS; i++) {
      perform(Kind.CREATE_PROJECT, history.now(), choices);
    }
    for (int i = 0; i < MODELS; i++) {
      perform(Kind.CREATE_MODEL, history.now(), choices);
    }
    pacer.start();
  }

  /** Sends nothing new from now on, and waits until the outcome of all that was sent is known. */
  public void end() {
    ended.set(true);
    try {
      pacer.join(Duration.ofSeconds(5));
      clients.shutdown();
      if (!clients.awaitTermination(
          PATIENCE.plus(TIME_OUT).plus(TIME_OUT).toSeconds(), TimeUnit.SECONDS)) {
        clients.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** How many operations were to begin, those without room among them. */
  public long offered() {
    return offered.get();
  }

  /** How many operations found no room. */
  public long overruns() {
    return overruns.get();
  }

  @Override
  public void close() {
    ended.set(true);
    clients.shutdownNow();
  }

  private void pace() {
    double next = history.now();
    while (!ended.get()) {
      next += -Math.log(1 - arrivals.nextDouble()) / perSecond * 1e9;
      long intended = (long) next;
      Pause.until(history.nanoTime(intended));
      Kind kind = mix.draw(choices);
      long seed = choices.nextLong();
      offered.incrementAndGet();
      if (!room.tryAcquire()) {
        overruns.incrementAndGet();
        continue;
      }
      clients.execute(
          () -> {
            try {
              perform(kind, intended, new Random(seed));
            } finally {
              room.release();
            }
          });
    }
  }

  /** Where nothing waits for the act, the gate is asked in its stead. */
  private void perform(Kind kind, long intended, Random random) {
    long start = history.now();
    Optional<Deed> deed = deed(kind, random);
    if (deed.isPresent()) {
      record(intended, start, deed.get());
      deed.filter(made -> made.kind() == Kind.CREATE_PROJECT && made.reply().ok())
          .ifPresent(this::join);
    } else {
      record(intended, start, questions.gate(random));
    }
  }

  /** A new project gets its engineer, which is an operation of its own. */
  private void join(Deed project) {
    long now = history.now();
    record(now, now, projects.engineer(project.about().getOrDefault("project", "")));
  }

  private Optional<Deed> deed(Kind kind, Random random) {
    return switch (kind) {
      case CREATE_PROJECT -> Optional.of(projects.create());
      case PATCH_PROJECT -> projects.patch(random);
      case ADD_MEMBER -> projects.addMember(random);
      case REMOVE_MEMBER -> projects.removeMember(random);
      case CREATE_MODEL -> registry.createModel(random);
      case PATCH_MODEL -> registry.patchModel(random);
      case REGISTER -> registry.register(random);
      case SUBMIT -> registry.submit();
      case CLAIM -> reviews.claim();
      case DECIDE -> reviews.decide();
      case RELEASE -> reviews.release();
      case PROPOSE -> reviews.propose();
      case REVOKE -> reviews.revoke();
      case GATE -> Optional.of(questions.gate(random));
      case READ -> Optional.of(questions.read(random));
      case REPEAT -> questions.repeat(random);
    };
  }

  private void record(long intended, long start, Deed deed) {
    Reply reply = deed.reply();
    history.add(
        new Operation(
            history.nextNumber(),
            deed.kind(),
            deed.account(),
            deed.key(),
            intended,
            start,
            history.now(),
            reply.attempts(),
            reply.outcome(),
            reply.resolution(),
            deed.about()));
  }
}
