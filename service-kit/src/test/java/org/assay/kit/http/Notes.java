package org.assay.kit.http;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The table of notes. */
@Singleton
class Notes {

  private final DataSource database;

  record Note(UUID id, String title, long revision) {}

  @Inject
  Notes(DataSource database) {
    this.database = database;
  }

  Note add(String title) throws SQLException {
    Note note = new Note(UUID.randomUUID(), title, 1);
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into note (id, title, revision) values (?, ?, 1)")) {
      insert.setObject(1, note.id());
      insert.setString(2, title);
      insert.executeUpdate();
    }
    return note;
  }

  Optional<Note> find(UUID id) throws SQLException {
    return select("where id = ?", 1, id).stream().findFirst();
  }

  long count(String title) throws SQLException {
    return select("where title = ?", 10, title).size();
  }

  List<Note> list(String prefix, String after, int limit) throws SQLException {
    return select("where title like ? and title > ? order by title", limit, prefix + "%", after);
  }

  void change(UUID id) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement update =
            connection.prepareStatement("update note set revision = revision + 1 where id = ?")) {
      update.setObject(1, id);
      update.executeUpdate();
    }
  }

  private List<Note> select(String where, int limit, Object... parameters) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select id, title, revision from note " + where + " limit " + limit)) {
      for (int index = 0; index < parameters.length; index++) {
        select.setObject(index + 1, parameters[index]);
      }
      List<Note> notes = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          notes.add(new Note(rows.getObject(1, UUID.class), rows.getString(2), rows.getLong(3)));
        }
      }
      return notes;
    }
  }
}
