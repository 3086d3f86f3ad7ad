package org.assay.registry.dataset;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.kit.http.ActionView;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.People;
import org.assay.registry.Refusal;
import org.assay.registry.project.Standing;
import org.jspecify.annotations.Nullable;

/** Shows data sets of a project to a caller, a page in as many statements as one. */
@ApplicationScoped
class DatasetViews {

  private final Accounts accounts;
  private final DatasetWithdrawal withdrawals;

  DatasetViews(Accounts accounts, DatasetWithdrawal withdrawals) {
    this.accounts = accounts;
    this.withdrawals = withdrawals;
  }

  /** Shows one data set. */
  DatasetView view(VisibleDatasets.Found found, Caller caller) {
    return views(List.of(found.dataset()), found.standing(), caller).getFirst();
  }

  /** Shows data sets, in the order given. */
  List<DatasetView> views(List<Dataset> datasets, Standing standing, Caller caller) {
    Map<UUID, DatasetWithdrawal.Kept> why =
        withdrawals.of(
            datasets.stream()
                .filter(dataset -> dataset.state() == DatasetState.WITHDRAWN)
                .map(Dataset::id)
                .toList());
    People people =
        accounts.people(
            Stream.concat(
                datasets.stream()
                    .flatMap(
                        dataset ->
                            Stream.concat(
                                dataset.owners().stream(), Stream.of(dataset.createdBy()))),
                why.values().stream().map(DatasetWithdrawal.Kept::by)));
    return datasets.stream()
        .map(
            dataset ->
                view(
                    dataset,
                    why.get(dataset.id()),
                    people,
                    List.of(
                        Refusal.asAction("check", dataset.refusesCheck(caller, standing)),
                        Refusal.asAction("withdraw", dataset.refusesWithdrawal(caller, standing)))))
        .toList();
  }

  private static DatasetView view(
      Dataset dataset,
      DatasetWithdrawal.@Nullable Kept why,
      People people,
      List<ActionView> actions) {
    return new DatasetView(
        dataset.id(),
        dataset.project().value(),
        dataset.name(),
        dataset.version(),
        dataset.digest(),
        dataset.clientDigest(),
        dataset.description(),
        dataset.owners().stream().map(people::named).toList(),
        dataset.source(),
        dataset.licence(),
        dataset.personalData(),
        dataset.legalBasis(),
        period(dataset.periodFrom(), dataset.periodUntil()),
        dataset.jurisdictions(),
        dataset.retainUntil(),
        dataset.checksPassed(),
        dataset.checksFailed(),
        dataset.state(),
        why == null
            ? null
            : new DatasetView.WithdrawalView(
                why.reason(), why.at(), people.named(why.by()), dataset.isFlagged()),
        dataset.createdAt(),
        people.named(dataset.createdBy()),
        dataset.revision(),
        actions);
  }

  private static RegisterDataset.@Nullable Period period(
      @Nullable LocalDate from, @Nullable LocalDate until) {
    return from == null || until == null ? null : new RegisterDataset.Period(from, until);
  }
}
