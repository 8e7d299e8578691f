#include "store/merge_source.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <span>

#include "core/error.h"
#include "core/message.h"
#include "record/citations/xref.h"
#include "record/schema/row.h"
#include "record/schema/typed_row.h"
#include "store/citations/xref_index.h"
#include "store/database/sqlite.h"
#include "store/database/stored_row.h"
#include "store/documents/document_rows.h"
#include "store/documents/document_stats.h"
#include "store/edits/edits_checksum.h"
#include "store/edits/hand_store.h"
#include "store/edits/name_index.h"
#include "store/schema/database_identity.h"
#include "store/schema/search_tables.h"
#include "store/store_reader.h"
#include "text/printable.h"

namespace codau::store {
namespace {

using record::Table;

/// Copies the rows of a table that belong to a document.
void copy(const Connection& from, const Connection& to, const std::string& table,
          const std::string& columns, std::string_view doc_id, const std::string& key = "doc_id") {
  const auto count = static_cast<int>(std::ranges::count(columns, ',')) + 1;
  Statement select(from, "SELECT " + columns + " FROM " + table + " WHERE " + key + " = ?");
  Statement insert(to, "INSERT OR REPLACE INTO " + table + "(" + columns + ") VALUES(" +
                           make_placeholders(static_cast<std::size_t>(count)) + ")");
  copy_rows(select.bind(1, doc_id), insert, count);
}

constexpr const char* kMadeColumns = "doc_id,basis,digest,answer";

/// Empties the targets of citations if the target is neither here nor in `coming`. The targets are
/// found again later. Returns whether a target was emptied.
bool cut_targets(const Connection& to, std::span<const std::string> coming,
                 record::Records& records) {
  using record::DocRefs;
  Statement known(to, "SELECT 1 FROM documents WHERE doc_id = ?");
  bool has_cut = false;
  for (record::Row& row : records[record::TableId::kDocRefs]) {
    record::Cells<DocRefs> citation(row);
    const std::string& target = citation.text(DocRefs::target_doc_id);
    if (target.empty() || std::ranges::find(coming, target) != coming.end()) continue;
    const bool is_here = known.bind(1, target).step();
    if (is_here) {
      known.step();  // to its end
      continue;
    }
    citation.set(DocRefs::target_doc_id, {});
    has_cut = true;
  }
  return has_cut;
}

/// Returns the verdict of a check that also evaluates CHECKs. They call json_valid(), which SQLite
/// 3.40 allows only in a trusted schema.
std::string verdict_of(const Connection& connection, const char* check) {
  connection.run("PRAGMA trusted_schema = ON");
  std::string verdict = connection.value(check);
  connection.run("PRAGMA trusted_schema = OFF");
  return verdict;
}

}  // namespace

struct MergeSource::Database {
  explicit Database(const std::filesystem::path& path)
      : folder(path),
        connection(require_store(path / "codau.db"), choose_read_access(path / "codau.db")),
        pages(path / "pages.db", PageStore::Access::kLook),
        hand(path / "hand.db", HandStore::Access::kLook) {
    connection.run("PRAGMA cache_size = -32768; BEGIN");
    const int version = read_version(connection);
    if (version < kUserVersion || connection.value("SELECT value FROM state WHERE name = 'xref'") !=
                                      record::kXrefKeysVersion) {
      const Message why =
          version == 0
              ? both("chưa có dữ liệu nào", "there is nothing in it yet")
              : both("do phiên bản codau cũ ghi ra; gõ codau compact cho thư mục này để nâng cấp",
                     "was written by an older codau; codau compact brings it up to date");
      throw Error(ErrorCode::kNothingRead, connection.file().string() + ": " + why);
    }
    require_readable(connection);
  }

  std::filesystem::path folder;
  Connection connection;
  PageStore pages;
  HandStore hand;
  std::set<std::string> copied;
};

MergeSource::MergeSource(const std::filesystem::path& folder)
    : db_(std::make_unique<Database>(folder)) {}
MergeSource::~MergeSource() = default;
MergeSource::MergeSource(MergeSource&&) noexcept = default;
MergeSource& MergeSource::operator=(MergeSource&&) noexcept = default;

const std::filesystem::path& MergeSource::folder() const noexcept { return db_->folder; }

bool MergeSource::was_copied(const std::string& doc_id) const {
  return db_->copied.contains(doc_id);
}

void MergeSource::require_sound() const {
  const std::filesystem::path& file = db_->connection.file();
  if (verdict_of(db_->connection, "PRAGMA quick_check(1)") != "ok")
    throw Error(ErrorCode::kOutput, file.string() + ": " + make_damaged_file_message(file));
  db_->pages.require_sound();
  db_->hand.require_sound();
}

void MergeSource::require_intact() const {
  const std::filesystem::path& file = db_->connection.file();
  const auto refuse = [&](const std::string& what) {
    throw Error(ErrorCode::kOutput,
                file.string() + ": " + make_damaged_file_message(file) + " (" + what + ")");
  };
  const std::string verdict = verdict_of(db_->connection, "PRAGMA integrity_check(1)");
  if (verdict != "ok") refuse(text::make_printable(verdict));
  const std::string orphan = db_->connection.value("PRAGMA foreign_key_check");
  if (!orphan.empty()) refuse(orphan);
  const std::string table = find_contradiction(db_->connection);
  if (!table.empty()) refuse(table);
  if (!EditsChecksum(db_->connection).is_intact()) refuse("human_edits");
  db_->pages.require_sound();
  db_->hand.require_sound();
}

std::optional<record::Records> MergeSource::find_sound_records(std::string_view doc_id) const {
  record::Records rows = records_of(doc_id);
  if (!store::has_recorded_rows(db_->connection, doc_id, rows)) return std::nullopt;
  return rows;
}

bool MergeSource::is_finished() const {
  return db_->connection.value("SELECT 1 FROM state WHERE name = 'open'").empty();
}

bool MergeSource::has_unsettled_edits() const {
  return db_->connection.value("SELECT value FROM state WHERE name = 'open'") == kOpenEdits;
}

OutputOrigin MergeSource::origin() const { return read_origin(db_->connection); }

std::vector<std::string> MergeSource::documents() const {
  Statement select(db_->connection,
                   "SELECT doc_id FROM made UNION SELECT doc_id FROM documents ORDER BY 1");
  std::vector<std::string> out = read_texts(select);
  const std::filesystem::path& file = db_->connection.file();
  if (!std::ranges::all_of(out, is_doc_id))
    throw Error(ErrorCode::kOutput, file.string() + ": " + make_damaged_file_message(file));
  return out;
}

bool MergeSource::has_document(std::string_view doc_id) const {
  Statement select(db_->connection, "SELECT 1 FROM documents WHERE doc_id = ?");
  return select.bind(1, doc_id).step();
}

bool MergeSource::was_made(std::string_view doc_id) const {
  Statement select(db_->connection, "SELECT 1 FROM made WHERE doc_id = ?");
  return select.bind(1, doc_id).step();
}

std::string MergeSource::fingerprint(std::string_view doc_id) const {
  Statement select(db_->connection, "SELECT basis FROM made WHERE doc_id = ?");
  return select.bind(1, doc_id).step() ? select.text(0) : std::string{};
}

ResultFiles MergeSource::results() const { return {db_->connection, db_->folder}; }

std::optional<DocumentTexts> MergeSource::texts(std::string_view doc_id) const {
  return load_texts(db_->connection, doc_id);
}

KnownFiles MergeSource::known_files(std::string_view doc_id) const {
  return load_known_files(db_->connection, doc_id);
}

record::Records MergeSource::records_of(std::string_view doc_id) const {
  return DocumentRows(db_->connection).all(doc_id);
}

std::vector<std::string> MergeSource::edits(std::string_view doc_id) const {
  Statement select(db_->connection, "SELECT edit FROM human_edits WHERE doc_id = ? ORDER BY seq");
  return read_texts(select.bind(1, doc_id));
}

std::vector<std::string> MergeSource::edited() const {
  Statement select(db_->connection, "SELECT DISTINCT doc_id FROM human_edits ORDER BY 1");
  std::vector<std::string> out = read_texts(select);
  std::erase_if(out, [](const std::string& doc_id) { return !is_doc_id(doc_id); });
  return out;
}

std::vector<std::string> MergeSource::first_documents(std::string_view doc_id) const {
  Statement select(db_->connection, "SELECT first FROM further WHERE doc_id = ? ORDER BY first");
  return read_texts(select.bind(1, doc_id));
}

std::vector<std::string> MergeSource::sub_documents(std::string_view doc_id) const {
  Statement select(db_->connection, "SELECT doc_id FROM further WHERE first = ? ORDER BY doc_id");
  return read_texts(select.bind(1, doc_id));
}

std::vector<std::pair<std::string, std::string>> MergeSource::tombstones() const {
  Statement select(db_->connection, "SELECT doc_id,why FROM given_up ORDER BY doc_id");
  std::vector<std::pair<std::string, std::string>> out;
  while (select.step()) {
    if (is_doc_id(select.view(0))) out.emplace_back(select.text(0), select.text(1));
  }
  return out;
}

void MergeSource::for_each_reject(
    const std::function<void(std::string_view file, const std::string& reject)>& take) const {
  Statement select(db_->connection, "SELECT file,reject FROM rejects ORDER BY file,seq");
  while (select.step()) take(select.text(0), select.text(1));
}

const PageStore& MergeSource::pages() const noexcept { return db_->pages; }
const HandStore& MergeSource::hand() const noexcept { return db_->hand; }

void copy_documents(const MergeSource& other, const Connection& to,
                    std::span<const std::string> doc_ids) {
  const Connection& from = other.db_->connection;
  const DocumentRows rows(to);
  const record::Records none;
  std::set<std::string> cut;
  EditsChecksum seal(to);
  for (const std::string& doc_id : doc_ids) seal.before(doc_id);
  for (const std::string& doc_id : doc_ids) {
    Statement(to, "DELETE FROM human_edits WHERE doc_id = ?").bind(1, doc_id).step();
    copy(from, to, "human_edits", "doc_id,seq,edit", doc_id);
    copy(from, to, "pdfs", "doc_id,obstacles,mark", doc_id);
    copy(from, to, "texts", "doc_id,kind,seq,packed", doc_id);
    copy(from, to, "further", "first,doc_id,promulgator", doc_id, "first");
    save_printed(to, doc_id, load_printed(from, doc_id));
    index_document(to, doc_id);
    copy(from, to, "made", kMadeColumns, doc_id);
    record::Records records = other.records_of(doc_id);
    if (!has_document_row(records)) continue;
    if (cut_targets(to, doc_ids, records)) cut.insert(doc_id);
    const RowChanges changes = compare_rows(none, records);
    rows.apply(doc_id, changes, records);
    index_names(to, doc_id);
    update_stats(to, doc_id, records, changes);
    // Damaged rows of the other output must not be recorded as sound here.
    if (!cut.contains(doc_id)) copy(from, to, "made", kMadeColumns, doc_id);
  }
  for (const std::string& doc_id : doc_ids) seal.after(doc_id);
  seal.save();
  const XrefIndex index(to);
  const XrefIndex there(from);
  for (const std::string& doc_id : doc_ids) {
    index.copy(there, doc_id, [&](const std::string& one) { return other.was_copied(one); });
    if (cut.contains(doc_id)) index.mark_cut(doc_id);
    other.db_->copied.emplace(doc_id);
  }
}

}  // namespace codau::store
