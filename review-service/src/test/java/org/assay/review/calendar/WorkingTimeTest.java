package org.assay.review.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Business time by examples, and by what holds for every calendar. */
class WorkingTimeTest {

  private static final int TIMES = 300;
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final LocalTime NINE = LocalTime.of(9, 0);
  private static final LocalTime FIVE = LocalTime.of(17, 0);
  private static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);

  /** Zones with changes of clocks of an hour, of half of one, at midnight, and of a whole date. */
  private static final List<String> ZONES =
      List.of(
          "UTC",
          "Europe/Berlin",
          "America/New_York",
          "Australia/Lord_Howe",
          "America/Sao_Paulo",
          "Asia/Kathmandu",
          "Pacific/Apia",
          "America/St_Johns");

  private static Instant at(String instant) {
    return Instant.parse(instant);
  }

  @ParameterizedTest
  @CsvSource({
    // Friday afternoon; the weekend does not count.
    "2026-11-27T16:00:00Z, PT2H, 2026-11-30T10:00:00Z",
    // Before work, and after it.
    "2026-11-30T03:00:00Z, PT1H, 2026-11-30T10:00:00Z",
    "2026-11-30T20:00:00Z, PT1H, 2026-12-01T10:00:00Z",
    // A whole day ends when it closes, not when the next one opens.
    "2026-11-30T09:00:00Z, PT8H, 2026-11-30T17:00:00Z",
    "2026-11-30T12:30:00Z, PT40H, 2026-12-07T12:30:00Z",
    "2026-11-28T12:00:00Z, PT0S, 2026-11-28T12:00:00Z"
  })
  void countsOnUsualDays(Instant from, Duration time, Instant expected) {
    assertThat(WorkingTime.USUAL.after(from, time)).isEqualTo(expected);
    assertThat(WorkingTime.USUAL.between(from, expected)).isEqualTo(time);
  }

  @Test
  void leavesHolidaysOut() {
    WorkingTime unit =
        new WorkingTime(
            BERLIN,
            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
            NINE,
            FIVE,
            Set.of(LocalDate.of(2026, 12, 24), LocalDate.of(2026, 12, 25)));

    assertThat(unit.after(at("2026-12-23T15:00:00Z"), Duration.ofHours(2)))
        .isEqualTo(at("2026-12-28T09:00:00Z"));
    assertThat(unit.between(at("2026-12-23T16:00:00Z"), at("2026-12-28T08:00:00Z"))).isZero();
  }

  /** In Berlin 02:00 becomes 03:00 on 2026-03-29, and 03:00 becomes 02:00 on 2026-10-25. */
  @ParameterizedTest
  @CsvSource({"2026-03-29, PT7H", "2026-10-25, PT9H", "2026-07-01, PT8H"})
  void countsTheTimeThatReallyPassesWhereClocksChange(LocalDate date, Duration expected) {
    WorkingTime nights =
        new WorkingTime(BERLIN, EVERY_DAY, LocalTime.MIDNIGHT, LocalTime.of(8, 0), Set.of());
    Instant midnight = date.atStartOfDay(BERLIN).toInstant();

    assertThat(nights.between(midnight, date.plusDays(1).atStartOfDay(BERLIN).toInstant()))
        .isEqualTo(expected);
    assertThat(nights.after(midnight, expected))
        .isEqualTo(date.atTime(8, 0).atZone(BERLIN).toInstant());
  }

  /** 9 o'clock stays 9 o'clock: business days are counted by local time. */
  @Test
  void staysAtTheLocalTimeOverAChangeOfClocks() {
    WorkingTime unit =
        new WorkingTime(
            BERLIN, EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), NINE, FIVE, Set.of());

    assertThat(unit.after(at("2026-03-27T11:00:00Z"), unit.days(1)))
        .isEqualTo(at("2026-03-30T10:00:00Z"));
  }

  /** Samoa left 2011-12-30 out, when it moved to the other side of the date line. */
  @Test
  void countsNoDateThatThereWasNot() {
    ZoneId apia = ZoneId.of("Pacific/Apia");
    WorkingTime unit = new WorkingTime(apia, EVERY_DAY, NINE, FIVE, Set.of());

    assertThat(
            unit.between(
                LocalDate.of(2011, 12, 29).atStartOfDay(apia).toInstant(),
                LocalDate.of(2012, 1, 1).atStartOfDay(apia).toInstant()))
        .isEqualTo(unit.days(2));
  }

  @Test
  void refusesACalendarByWhichNobodyWorks() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WorkingTime(BERLIN, Set.of(), NINE, FIVE, Set.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WorkingTime(BERLIN, EVERY_DAY, FIVE, NINE, Set.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WorkingTime.USUAL.after(Instant.EPOCH, Duration.ofSeconds(-1)));
  }

  private record Case(WorkingTime unit, Instant from, Random random) {

    Duration time() {
      return Duration.ofSeconds(random.nextInt(60 * 60 * 24 * 20));
    }
  }

  private static Case any(RepetitionInfo time) {
    Random random = new Random(time.getCurrentRepetition());
    ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
    Set<DayOfWeek> days = EnumSet.of(DayOfWeek.of(1 + random.nextInt(7)));
    EVERY_DAY.stream().filter(_ -> random.nextBoolean()).forEach(days::add);
    int opens = random.nextInt(24 * 60 - 60);
    int closes = opens + 30 + random.nextInt(24 * 60 - 30 - opens);
    LocalDate first = LocalDate.of(2011, 1, 1).plusDays(random.nextInt(6_000));
    Set<LocalDate> holidays = new HashSet<>();
    for (int holiday = random.nextInt(12); holiday > 0; holiday--) {
      holidays.add(first.plusDays(random.nextInt(30)));
    }
    return new Case(
        new WorkingTime(
            zone,
            days,
            LocalTime.ofSecondOfDay(60L * opens),
            LocalTime.ofSecondOfDay(60L * closes),
            holidays),
        first.atStartOfDay(zone).toInstant().plusSeconds(random.nextInt(86_400)),
        random);
  }

  @RepeatedTest(TIMES)
  void passesExactlyTheTimeThatIsAdded(RepetitionInfo repetition) {
    Case any = any(repetition);
    Duration time = any.time();

    Instant reached = any.unit().after(any.from(), time);

    assertThat(any.unit().between(any.from(), reached)).isEqualTo(time);
    // And no sooner.
    assertThat(any.unit().between(any.from(), reached.minusNanos(1)))
        .isEqualTo(time.isZero() ? Duration.ZERO : time.minusNanos(1));
  }

  @RepeatedTest(TIMES)
  void addsUpWhereverItIsCut(RepetitionInfo repetition) {
    Case any = any(repetition);
    Instant middle = any.from().plus(any.time());
    Instant last = middle.plus(any.time());
    Duration one = any.time();
    Duration more = any.time();

    assertThat(any.unit().between(any.from(), middle).plus(any.unit().between(middle, last)))
        .isEqualTo(any.unit().between(any.from(), last));
    assertThat(any.unit().after(any.unit().after(any.from(), one), more))
        .isEqualTo(any.unit().after(any.from(), one.plus(more)));
  }

  @RepeatedTest(TIMES)
  void neverPassesFasterThanTime(RepetitionInfo repetition) {
    Case any = any(repetition);
    Instant last = any.from().plus(any.time());

    assertThat(any.unit().between(any.from(), last))
        .isBetween(Duration.ZERO, Duration.between(any.from(), last));
    assertThat(any.unit().between(last, any.from())).isZero();
  }

  @RepeatedTest(TIMES)
  void passesOnlyWhileSomebodyWorks(RepetitionInfo repetition) {
    Case any = any(repetition);
    Instant now = any.from();
    var local = now.atZone(any.unit().zone());

    boolean works =
        any.unit().days().contains(local.getDayOfWeek())
            && !any.unit().holidays().contains(local.toLocalDate())
            && !local.toLocalTime().isBefore(any.unit().opens())
            && local.toLocalTime().isBefore(any.unit().closes());

    assertThat(any.unit().between(now, now.plusNanos(1)).isPositive()).isEqualTo(works);
  }
}
