#include "export/delivery/change_feed.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "core/error.h"
#include "core/message.h"
#include "record/schema/find_cell.h"
#include "record/schema/flat_tables.h"
#include "record/schema/row.h"
#include "record/schema/typed_row.h"
#include "store/schema/ddl.h"
#include "text/json_text.h"

namespace codau::exports {
namespace {

using Json = nlohmann::json;
using record::Row;
using record::Table;

constexpr std::string_view kAdded = "added", kChanged = "changed", kRemoved = "removed";

void fold_rows(ChangedDocument& document, const std::string& rows) {
  const Json tables = Json::parse(rows, nullptr, false);
  if (!tables.is_object()) return;
  for (const auto& [table, by_change] : tables.items()) {
    for (const auto& [change, ids] : by_change.items()) {
      for (const Json& id : ids) document.rows[table].emplace(id.get<std::string>(), change);
    }
  }
}

/// Merges one change; changes come oldest first.
void fold(ChangedDocuments& documents, const store::DocumentChange& change) {
  auto [found, is_first] = documents.try_emplace(change.doc_id);
  ChangedDocument& document = found->second;
  document.seq = change.seq;
  if (is_first) document.change = change.change == kAdded ? kAdded : kChanged;
  fold_rows(document, change.rows);
}

bool is_shared(const Table& table) {
  return store::find_row_owner(table) == store::RowOwner::kShared;
}

void add_citing(const store::StoreReader& store, ChangedDocuments& documents) {
  std::vector<std::pair<std::string, std::int64_t>> cited;
  for (const auto& [doc_id, document] : documents) {
    const auto own = document.rows.find("documents");
    if (own != document.rows.end()) cited.emplace_back(doc_id, document.seq);
  }
  for (const Table& table : record::schema()) {
    for (const record::ForeignKey& key : table.foreign_keys) {
      if (key.table != "documents" || key.column == record::Documents::doc_id.name) continue;
      for (const auto& [of, seq] : cited) {
        store.for_each_row_with(
            table, key.column, of, [&, seq = seq](const Row&, std::string_view doc_id) {
              documents.try_emplace(std::string(doc_id),
                                    ChangedDocument{seq, std::string(kChanged), {}});
            });
      }
    }
  }
}

/// Adds all copies of a document if one of them has changed.
void add_copies(const store::StoreReader& store, ChangedDocuments& documents) {
  std::map<std::string, std::vector<std::string>> groups;
  for (const auto& [doc_id, copy_of] : store.copies()) groups[copy_of].push_back(doc_id);
  for (auto& [copy_of, group] : groups) {
    group.push_back(copy_of);
    std::int64_t seq = 0;
    for (const std::string& doc_id : group) {
      const auto found = documents.find(doc_id);
      if (found != documents.end()) seq = std::max(seq, found->second.seq);
    }
    if (seq == 0) continue;
    for (const std::string& doc_id : group)
      documents.try_emplace(doc_id, ChangedDocument{seq, std::string(kChanged), {}});
  }
}

}  // namespace

ChangedDocuments find_changed_documents(const store::StoreReader& store, std::int64_t since) {
  if (since > store.seq() || (since > 0 && since < store.feed_start())) {
    throw Error(ErrorCode::kUsage,
                both("--since: kết quả này chỉ biết các thay đổi từ số ",
                     "--since: this output knows its changes from ") +
                    std::to_string(store.feed_start()) + both(" đến ", " to ") +
                    std::to_string(store.seq()) +
                    both("; nếu số đã dùng là của kết quả này thì các thay đổi đã được đánh số lại "
                         "(tệp history.db đã mất hoặc là bản cũ): lấy lại toàn bộ bằng --since 0 "
                         "rồi dùng số mới",
                         "; if your number is of this output, its feed begins anew (history.db was "
                         "lost or is an older one): take everything again with --since 0 and go on "
                         "from there"));
  }
  ChangedDocuments out;
  for (const store::DocumentChange& change : store.changes_since(since)) fold(out, change);
  DocIds here;
  for (const auto& [doc_id, digest] : store.digests()) here.insert(doc_id);
  for (auto& [doc_id, document] : out) {
    if (!here.contains(doc_id)) document.change = kRemoved;
  }
  if (since > 0) {
    add_citing(store, out);
    add_copies(store, out);
    return out;
  }
  for (const std::string& doc_id : here) {  // also documents that no finished run has reported
    out.try_emplace(doc_id, ChangedDocument{store.seq(), std::string(kAdded), {}});
  }
  return out;
}

ChangeFeed::ChangeFeed(const ExportFilter& filter, ChangedDocuments documents)
    : filter_(filter), documents_(std::move(documents)) {
  for (const WithheldRow& row : filter_.withheld()) {
    if (documents_.contains(row.doc_id)) withheld_[row.doc_id][row.table].push_back(row.row_id);
  }
  find_shared();
}

void ChangeFeed::find_shared() {
  for (const Table& table : filter_.tables()) {
    if (!is_shared(table)) continue;
    auto& keys = shared_reporters_[std::string(table.name)];
    for (const auto& [doc_id, document] : documents_) {
      const auto rows = document.rows.find(table.name);
      if (rows == document.rows.end()) continue;
      for (const auto& [id, change] : rows->second) keys.emplace(id, doc_id);
    }
    filter_.store().for_each_claim(table, [&](std::string_view id, std::string_view doc_id) {
      if (documents_.contains(doc_id)) keys.emplace(id, doc_id);
    });
  }
}

RowSource ChangeFeed::rows() const {
  return {filter_.tables(), [this](const Table& table, const RowSource::RowSink& take) {
            if (const auto shared = shared_reporters_.find(table.name);
                shared != shared_reporters_.end()) {
              filter_.for_each_row(table, [&](const Row& row, std::string_view) {
                if (shared->second.contains(row_id(table, row))) take(row);
              });
              return;
            }
            for (const auto& [doc_id, document] : documents_) {
              filter_.for_each_row_of(table, doc_id,
                                      [&](const Row& row, std::string_view) { take(row); });
            }
          }};
}

RowSource ChangeFeed::rows_and_flat() const {
  RowSource out = rows();
  const auto flat = record::flat_tables();
  out.tables.insert(out.tables.end(), flat.begin(), flat.end());
  out.for_each_row = [this, each = std::move(out.for_each_row)](const Table& table,
                                                                const RowSource::RowSink& take) {
    if (!record::is_flat(table)) return each(table, take);
    DocIds changed;
    for (const auto& [doc_id, document] : documents_) changed.insert(doc_id);
    const bool is_all =
        changed.size() >= filter_.store().count(record::table(record::TableId::kDocuments));
    filter_.for_each_flat_row(
        table,
        [&](const Row& row) {
          if (changed.contains(record::find_cell_text(table, row, record::Documents::doc_id.name)))
            take(row);
        },
        is_all ? nullptr : &changed);
  };
  return out;
}

/// Returns task_id|seq of all known deadlines that the document has or had.
std::set<std::string> ChangeFeed::find_deadlines_of(const std::string& doc_id,
                                                    const ChangedDocument& document) const {
  std::set<std::string> out;
  const std::string first = "|1";  // a task without a deadline has a row, too
  const auto add = [&](std::string_view table, const auto& key_of) {
    const auto told = document.rows.find(table);
    if (told != document.rows.end()) {
      for (const auto& [id, change] : told->second) out.insert(key_of(id));
    }
    const Table& whole = record::table(table);
    filter_.store().for_each_row_of(whole, doc_id, [&](const Row& row, std::string_view) {
      out.insert(key_of(row_id(whole, row)));
    });
  };
  add("tasks", [&](const std::string& id) { return id + first; });
  add("task_deadlines", [](const std::string& id) { return id; });
  return out;
}

void ChangeFeed::for_each_flat_change(const Table& flat,
                                      const std::function<void(const RowChange&)>& take) const {
  const bool has_days = store::has_column(flat, "due_day");
  std::map<std::string, std::set<std::string>, std::less<>> now;  // keys by document
  rows_and_flat().for_each_row(flat, [&](const Row& row) {
    now[record::find_cell_text(flat, row, record::Documents::doc_id.name)].insert(
        row_id(flat, row));
  });
  static const std::set<std::string> kNone;
  for (const auto& [doc_id, document] : documents_) {
    const auto found = now.find(doc_id);
    const std::set<std::string>& here = found == now.end() ? kNone : found->second;
    RowChange line{document.seq, doc_id, document.change, flat.name, {}, kRemoved};
    const std::set<std::string> known =
        document.change == kAdded ? kNone : find_deadlines_of(doc_id, document);
    for (const std::string& id : known) {
      line.row_id = id;
      if (has_days || !here.contains(id)) take(line);
    }
    for (const std::string& id : here) {
      line.row_id = id;
      line.op = has_days || document.change == kAdded ? kAdded : kChanged;
      take(line);
    }
  }
}

void ChangeFeed::for_each_change_of(const std::string& doc_id, const ChangedDocument& document,
                                    const Table& table,
                                    const std::function<void(const RowChange&)>& take) const {
  static const std::map<std::string, std::string> kNone;
  const auto found = document.rows.find(table.name);
  const auto& told = found == document.rows.end() ? kNone : found->second;
  RowChange line{document.seq, doc_id, document.change, table.name, {}, {}};
  std::set<std::string> here, away;
  filter_.for_each_row_of(table, doc_id, [&](const Row& row, std::string_view) {
    const std::string& id = *here.insert(row_id(table, row)).first;
    const auto first = told.find(id);
    if (first == told.end() && document.change != kAdded) return;
    line.row_id = id;
    line.op = first == told.end() || first->second == kAdded ? kAdded : kChanged;
    take(line);
  });
  if (const auto kept = withheld_.find(doc_id); kept != withheld_.end()) {
    const auto rows = kept->second.find(table.name);
    if (rows != kept->second.end()) away.insert(rows->second.begin(), rows->second.end());
  }
  for (const auto& [id, change] : told) {
    if (!here.contains(id)) away.insert(id);
  }
  line.op = kRemoved;
  for (const std::string& id : away) {
    line.row_id = id;
    take(line);
  }
}

void ChangeFeed::for_each_shared_change(const Table& table,
                                        const std::function<void(const RowChange&)>& take) const {
  const auto& keys = shared_reporters_.find(table.name)->second;
  const auto tell = [&](const std::string& id, const std::string& doc_id, bool is_here) {
    const ChangedDocument& document = documents_.find(doc_id)->second;
    take({document.seq, doc_id, document.change, table.name, id,
          !is_here                    ? kRemoved
          : document.change == kAdded ? kAdded
                                      : kChanged});
  };
  std::set<std::string> here;
  filter_.for_each_row(table, [&](const Row& row, std::string_view) {
    const auto key = keys.find(row_id(table, row));
    if (key == keys.end()) return;
    here.insert(key->first);
    tell(key->first, key->second, true);
  });
  for (const auto& [id, doc_id] : keys) {
    if (!here.contains(id)) tell(id, doc_id, false);
  }
}

void ChangeFeed::for_each_change(const std::function<void(const RowChange&)>& take) const {
  for (const Table& table : filter_.tables()) {
    if (shared_reporters_.contains(table.name)) for_each_shared_change(table, take);
  }
  for (const auto& [doc_id, document] : documents_) {
    for (const Table& table : filter_.tables()) {
      if (!shared_reporters_.contains(table.name))
        for_each_change_of(doc_id, document, table, take);
    }
  }
  for (const Table& flat : record::flat_tables()) for_each_flat_change(flat, take);
}

void write_changes(const ChangeFeed& feed, const RowSource& rows, FileSet& files) {
  files.write("changes.jsonl", [&](io::FileSink& sink) {
    std::uint64_t count = 0;
    feed.for_each_change([&](const RowChange& change) {
      if (std::ranges::find(rows.tables, change.table, &Table::name) == rows.tables.end()) return;
      std::string line = "{\"seq\":" + std::to_string(change.seq);
      for (const auto& [name, value] : {std::pair{"doc_id", change.doc_id},
                                        {"change", change.change},
                                        {"table", change.table},
                                        {"row_id", change.row_id},
                                        {"op", change.op}}) {
        line += std::string(",\"") + name + "\":";
        text::append_json_string(line, value);
      }
      sink.write(line + "}\n");
      ++count;
    });
    return count;
  });
}

}  // namespace codau::exports
