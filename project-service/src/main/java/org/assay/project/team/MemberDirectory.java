package org.assay.project.team;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Identified;
import org.assay.kit.identity.People;
import org.assay.kit.problem.ProblemException;
import org.assay.project.ProjectProblem;
import org.assay.project.charter.Project;
import org.assay.project.charter.VisibleProject;
import org.assay.project.membership.Member;
import org.assay.project.membership.Members;

/** Finds members by what people call them, and shows them with names and allowed acts. */
@ApplicationScoped
class MemberDirectory {

  /** The form of a subject at the providers we know; an account of this form is not looked up. */
  private static final Pattern SUBJECT =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final Members members;
  private final TeamChanges changes;
  private final Accounts accounts;

  MemberDirectory(Members members, TeamChanges changes, Accounts accounts) {
    this.members = members;
    this.changes = changes;
    this.accounts = accounts;
  }

  /**
   * Finds the newest membership of a subject, or of the account of that name.
   *
   * @throws ProblemException {@code MEMBER_NOT_FOUND}
   */
  Member find(Project project, String subjectOrAccount) {
    return members
        .latest(project.id(), subjectOrAccount)
        .or(
            () ->
                subjectOf(subjectOrAccount)
                    .flatMap(subject -> members.latest(project.id(), subject)))
        .orElseThrow(
            () ->
                ProblemException.of(
                        ProjectProblem.MEMBER_NOT_FOUND,
                        "Nobody of that subject or account was ever a member of project "
                            + project.key())
                    .help("GET /api/v1/projects/%s/members lists them.".formatted(project.key())));
  }

  private Optional<String> subjectOf(String account) {
    if (SUBJECT.matcher(account).matches()) {
      return Optional
          .empty(); // the subject of nobody here; the provider would know no such account
    }
    return accounts.find(account).map(Identified::subject);
  }

  /**
   * Lets the act pass or refuses it.
   *
   * @throws ProblemException what {@link MemberAct#refusal} says
   */
  void require(MemberAct act, VisibleProject seen, Member member) {
    act.refusal(seen, member, changes.hasOneOwner(seen.project()))
        .ifPresent(
            refusal -> {
              throw refusal;
            });
  }

  /** Shows one member. */
  MemberView view(VisibleProject seen, Member member) {
    return views(seen, List.of(member)).getFirst();
  }

  /** Shows a page of members with one look-up of names. */
  List<MemberView> views(VisibleProject seen, List<Member> page) {
    boolean oneOwner = changes.hasOneOwner(seen.project());
    People people = accounts.people(page.stream().map(Member::subject));
    return page.stream()
        .map(
            member ->
                MemberView.from(
                    member,
                    people.named(member.subject()),
                    MemberAct.offered(seen, member, oneOwner)))
        .toList();
  }
}
