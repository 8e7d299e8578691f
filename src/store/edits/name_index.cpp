#include "store/edits/name_index.h"

#include <algorithm>

#include "record/schema/schema.h"
#include "store/schema/physical_schema.h"
#include "text/unicode.h"

namespace codau::store {
namespace {

constexpr std::size_t kLongestKey = 200;

/// Returns the query for the names of a document that no list contains.
std::string select_names() {
  return "SELECT DISTINCT a.norm FROM " +
         quote_name(make_physical_name(record::table(record::TableId::kTasks))) + " AS t JOIN " +
         quote_name(make_physical_name(record::table(record::TableId::kTaskAgencies))) +
         " AS a ON a.task_id = t.row_number WHERE t.doc_id = ? AND a.method IN"
         " ('none','protected') AND a.is_collective = 0";
}

}  // namespace

std::string make_name_key(std::string_view name) {
  return text::fold_key(name).substr(0, kLongestKey);
}

void index_names(const Connection& connection, std::string_view doc_id) {
  Statement forget(connection, "DELETE FROM names WHERE doc_id = ?");
  Statement select(connection, select_names());
  Statement insert(connection, "INSERT OR IGNORE INTO names VALUES(?,?)");
  forget.bind(1, doc_id).step();
  for (select.bind(1, doc_id); select.step();)
    insert.bind(1, make_name_key(select.text(0))).bind(2, doc_id).step();
}

std::vector<std::string> NameIndex::documents(std::string_view key) const {
  Statement select(connection_, "SELECT doc_id FROM names WHERE name_key = ? ORDER BY doc_id");
  std::vector<std::string> out;
  for (select.bind(1, key); select.step();) out.push_back(select.text(0));
  return out;
}

std::set<std::string> NameIndex::learnt() const {
  Statement select(connection_, "SELECT name FROM learnt");
  std::set<std::string> out;
  while (select.step()) out.insert(select.text(0));
  return out;
}

void NameIndex::save_learnt_names(const std::set<std::string>& names) const {
  if (learnt() == names) return;
  connection_.run("DELETE FROM learnt");
  Statement insert(connection_, "INSERT INTO learnt VALUES(?)");
  for (const std::string& name : names) insert.bind(1, name).step();
}

}  // namespace codau::store
