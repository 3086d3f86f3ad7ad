package org.assay.verification.fault.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assay.verification.fault.Database;

/** Sets each service's copies of others' facts beside what they were made from. */
final class Copies {

  private static final List<Pair> PAIRS =
      List.of(
          new Pair(
              Database.PROJECT,
              "select id, concat_ws(' ', key, unit, state) from project",
              Database.REVIEW,
              "select id, concat_ws(' ', key, unit, state) from project_copy"),
          new Pair(
              Database.PROJECT,
              "select id, concat_ws(' ', key, unit, state) from project",
              Database.REGISTRY,
              "select id, concat_ws(' ', key, unit, state) from project"),
          new Pair(
              Database.PROJECT,
              """
              select distinct on (project_id, subject) concat_ws(' ', project_id, subject),
                     concat_ws(' ', role, valid_until is null)
                from member order by project_id, subject, id desc
              """,
              Database.REVIEW,
              """
              select concat_ws(' ', project_id, subject), concat_ws(' ', role, until is null)
                from member_copy
              """),
          new Pair(
              Database.PROJECT,
              """
              select distinct on (project_id, subject) concat_ws(' ', project_id, subject),
                     concat_ws(' ', role, valid_until is null)
                from member order by project_id, subject, id desc
              """,
              Database.REGISTRY,
              """
              select concat_ws(' ', project_id, subject), concat_ws(' ', role, valid_until is null)
                from project_member
              """),
          new Pair(
              Database.REGISTRY,
              "select id, project_key || '.' || name from model",
              Database.REVIEW,
              "select id, name from model_copy"),
          new Pair(
              Database.REGISTRY,
              "select id, concat_ws(' ', number, state, digest, round, revision) from model_version",
              Database.REVIEW,
              "select id, concat_ws(' ', number, state, digest, round, revision) from version_copy"),
          new Pair(
              Database.REVIEW,
              """
              select distinct on (version_id) version_id, concat_ws(' ', round, state)
                from assessment order by version_id, round desc
              """,
              Database.REGISTRY,
              "select version_id, concat_ws(' ', round, state) from assessment"),
          new Pair(
              Database.REVIEW,
              """
              select id, concat_ws(' ', version_id, environment, revocation_id is null)
                from release_decision
              """,
              Database.REGISTRY,
              """
              select decision_id, concat_ws(' ', version_id, environment, until is null)
                from version_release
              """));

  private Copies() {}

  /** What an owner says, and what a copy says, each as id and text. */
  private record Pair(Database owner, String original, Database holder, String copy) {}

  static List<Evidence.Copy> of(Tables tables) {
    List<Evidence.Copy> copies = new ArrayList<>();
    for (Pair pair : PAIRS) {
      Map<String, String> original = texts(tables, pair.owner(), pair.original());
      Map<String, String> copy = texts(tables, pair.holder(), pair.copy());
      TreeSet<String> ids = new TreeSet<>(original.keySet());
      ids.addAll(copy.keySet());
      String where = "the copy in " + pair.holder().label() + " of " + pair.owner().label();
      for (String id : ids) {
        copies.add(
            new Evidence.Copy(where, id, original.getOrDefault(id, ""), copy.getOrDefault(id, "")));
      }
    }
    return copies;
  }

  private static Map<String, String> texts(Tables tables, Database database, String query) {
    Map<String, String> texts = new TreeMap<>();
    tables
        .rows(database, query, row -> Map.entry(row.getString(1), row.getString(2)))
        .forEach(entry -> texts.put(entry.getKey(), entry.getValue()));
    return texts;
  }
}
