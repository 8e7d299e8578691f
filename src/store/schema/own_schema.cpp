#include "store/schema/own_schema.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "core/error.h"
#include "store/schema/database_identity.h"

namespace codau::store {
namespace {

/// The object that a CREATE statement makes.
struct Object {
  std::string kind, name;  ///< kind as sqlite_schema has it; "virtual" for a virtual table
  bool may_lack = false;
};

std::string next_word(std::string_view& sql) {  // a name as quote_name() gives it
  sql.remove_prefix(std::min(sql.find_first_not_of(' '), sql.size()));
  const bool is_quoted = sql.starts_with('"');
  const std::size_t end = is_quoted ? sql.find('"', 1) + 1 : sql.find_first_of(" (");
  std::string word(sql.substr(0, end));
  sql.remove_prefix(std::min(end, sql.size()));
  if (is_quoted) word = word.substr(1, word.size() - 2);
  return word;
}

Object object_of(std::string_view sql) {
  Object out;
  static_cast<void>(next_word(sql));  // CREATE
  for (const char c : next_word(sql)) out.kind += static_cast<char>(c | 0x20);
  if (out.kind == "virtual") static_cast<void>(next_word(sql));  // TABLE
  out.name = next_word(sql);
  out.may_lack = out.name == "IF";
  if (out.may_lack) {
    for (const char* const word : {"NOT", "EXISTS"}) {
      if (next_word(sql) != word) return {};
    }
    out.name = next_word(sql);
  }
  return out;
}

bool is_computed(std::string_view kind) { return kind == "view" || kind == "trigger"; }

[[noreturn]] void refuse_schema(const Connection& connection, const Message& what) {
  throw Error(ErrorCode::kOutput,
              connection.file().string() + ": " + what + make_remedy_message(connection.file()));
}

[[noreturn]] void refuse_foreign(const Connection& connection, const std::string& name) {
  refuse_schema(connection, both("\"" + name + "\" trong cơ sở dữ liệu không phải do codau tạo ra",
                                 "\"" + name + "\" in the database was not made by codau"));
}

void require_plain_columns(const Connection& connection) {
  Statement computed(connection,
                     "SELECT s.name FROM sqlite_schema AS s,pragma_table_xinfo(s.name) AS x"
                     " WHERE s.type = 'table' AND s.rootpage > 0 AND x.hidden IN (2,3)");
  if (computed.step()) refuse_foreign(connection, computed.text(0));
}

}  // namespace

std::vector<std::string> split_statements(std::string_view script) {
  std::vector<std::string> out;
  for (std::size_t end = script.find(';'); end != script.npos; end = script.find(';')) {
    out.emplace_back(script.substr(0, end));
    script.remove_prefix(end + 1);
  }
  return out;
}

std::vector<std::string> require_own_schema(const Connection& connection,
                                            std::span<const std::string> made) {
  struct Found {
    std::string kind, sql;
  };
  std::map<std::string, Found> there;
  Statement select(connection, "SELECT name,type,rootpage,sql FROM sqlite_schema");
  while (select.step()) {
    const bool is_virtual = select.text(1) == "table" && select.integer(2) == 0;
    there[select.text(0)] = {is_virtual ? "virtual" : select.text(1), select.text(3)};
  }
  std::vector<std::string> news;
  for (const std::string& sql : made) {
    const Object object = object_of(sql);
    const auto found = there.find(object.name);
    const bool is_there = found != there.end();
    if (is_there && found->second.kind != object.kind) refuse_foreign(connection, object.name);
    if (is_computed(object.kind)) {
      if (!is_there || found->second.sql != sql) news.push_back(sql);
    } else if (!is_there && object.kind != "index" && !object.may_lack) {
      refuse_schema(connection, both("cơ sở dữ liệu thiếu bảng \"" + object.name + "\"",
                                     "the database lacks the table \"" + object.name + "\""));
    }
  }
  require_plain_columns(connection);
  return news;
}

void shadow_views(const Connection& connection, std::span<const std::string> statements) {
  constexpr std::string_view kView = "CREATE VIEW ";
  connection.run(
      "PRAGMA query_only = OFF");  // temporary views live in the memory of this connection
  for (const std::string& sql : statements) {
    if (sql.starts_with(kView)) connection.run("CREATE TEMP VIEW " + sql.substr(kView.size()));
  }
  connection.run("PRAGMA query_only = ON");
}

void recreate_objects(const Connection& connection, std::span<const std::string> made,
                      std::span<const std::string> statements) {
  std::set<std::string> ours;
  for (const std::string& sql : made) ours.insert(object_of(sql).name);
  Statement triggers(connection, "SELECT name FROM sqlite_schema WHERE type = 'trigger'");
  while (triggers.step()) {
    if (!ours.contains(triggers.text(0))) refuse_foreign(connection, triggers.text(0));
  }
  if (statements.empty()) return;
  Transaction transaction(connection);
  for (const std::string& sql : statements) {
    const Object object = object_of(sql);
    connection.run("DROP " + object.kind + " IF EXISTS " + quote_name(object.name));
    connection.run(sql);
  }
  transaction.commit();
}

}  // namespace codau::store
