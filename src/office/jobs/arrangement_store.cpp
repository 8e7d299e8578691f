#include "office/jobs/arrangement_store.h"

#include <utility>

namespace codau::office {
namespace {

using store::Statement;
using store::Transaction;

constexpr const char* kArrangementSchema = R"(
CREATE TABLE IF NOT EXISTS inspected_file (sha256 TEXT PRIMARY KEY, pages INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS inspected_page (
  sha256 TEXT NOT NULL, page INTEGER NOT NULL, kind TEXT NOT NULL, PRIMARY KEY (sha256, page)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS page_choice (
  job_id TEXT NOT NULL, path TEXT NOT NULL, choices TEXT NOT NULL, PRIMARY KEY (job_id, path)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS arranged_file (
  job_id TEXT NOT NULL, source TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL,
  PRIMARY KEY (job_id, source, path)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS arranged_file_by_sha256 ON arranged_file (sha256);
CREATE INDEX IF NOT EXISTS job_file_by_sha256 ON job_file (sha256);
)";

}  // namespace

ArrangementStore::ArrangementStore(const std::filesystem::path& file) : connection_(file) {
  connection_.run(kArrangementSchema);
}

std::optional<InspectedFile> ArrangementStore::find_file(std::string_view sha256) const {
  const std::lock_guard lock(mutex_);
  Statement file(connection_, "SELECT pages FROM inspected_file WHERE sha256=?");
  file.bind(1, sha256);
  if (!file.step()) return std::nullopt;
  InspectedFile out{static_cast<std::uint32_t>(file.integer(0))};
  Statement pages(connection_, "SELECT kind FROM inspected_page WHERE sha256=? ORDER BY page");
  pages.bind(1, sha256);
  while (pages.step())
    out.kinds.push_back(find_page_kind(pages.text(0)).value_or(PageKind::kContent));
  return out;
}

void ArrangementStore::forget_file(std::string_view sha256) {
  const std::lock_guard lock(mutex_);
  Transaction transaction(connection_);
  Statement(connection_, "DELETE FROM inspected_page WHERE sha256=?").bind(1, sha256).step();
  Statement(connection_, "DELETE FROM inspected_file WHERE sha256=?").bind(1, sha256).step();
  transaction.commit();
}

void ArrangementStore::add_file(std::string_view sha256, std::uint32_t pages) {
  const std::lock_guard lock(mutex_);
  Statement insert(connection_, "INSERT OR REPLACE INTO inspected_file VALUES (?,?)");
  insert.bind(1, sha256).bind(2, std::int64_t{pages}).step();
}

void ArrangementStore::add_page(std::string_view sha256, std::uint32_t number, PageKind kind) {
  const std::lock_guard lock(mutex_);
  Statement insert(connection_, "INSERT OR REPLACE INTO inspected_page VALUES (?,?,?)");
  insert.bind(1, sha256).bind(2, std::int64_t{number}).bind(3, name_of(kind)).step();
}

std::map<std::string, PageChoices> ArrangementStore::choices(std::string_view job) const {
  const std::lock_guard lock(mutex_);
  Statement select(connection_, "SELECT path,choices FROM page_choice WHERE job_id=?");
  select.bind(1, job);
  std::map<std::string, PageChoices> out;
  while (select.step())
    if (auto choices = choices_from_json(select.text(1)))
      out.emplace(select.text(0), *std::move(choices));
  return out;
}

void ArrangementStore::set_choices(std::string_view job,
                                   const std::map<std::string, PageChoices>& choices) {
  const std::lock_guard lock(mutex_);
  Transaction transaction(connection_);
  Statement(connection_, "DELETE FROM page_choice WHERE job_id=?").bind(1, job).step();
  for (const auto& [path, one] : choices)
    Statement(connection_, "INSERT INTO page_choice VALUES (?,?,?)")
        .bind(1, job)
        .bind(2, path)
        .bind(3, to_json(one))
        .step();
  transaction.commit();
}

std::vector<ArrangedFile> ArrangementStore::arranged(std::string_view job) const {
  const std::lock_guard lock(mutex_);
  Statement select(connection_,
                   "SELECT source,path,sha256 FROM arranged_file WHERE job_id=? ORDER BY 1,2");
  select.bind(1, job);
  std::vector<ArrangedFile> out;
  while (select.step()) out.push_back({select.text(0), select.text(1), select.text(2)});
  return out;
}

void ArrangementStore::set_arranged(std::string_view job, const std::vector<ArrangedFile>& files) {
  const std::lock_guard lock(mutex_);
  Transaction transaction(connection_);
  Statement(connection_, "DELETE FROM arranged_file WHERE job_id=?").bind(1, job).step();
  for (const ArrangedFile& one : files)
    Statement(connection_, "INSERT OR REPLACE INTO arranged_file VALUES (?,?,?,?)")
        .bind(1, job)
        .bind(2, one.source)
        .bind(3, one.path)
        .bind(4, one.sha256)
        .step();
  transaction.commit();
}

std::vector<std::string> ArrangementStore::find_made_of(std::string_view sha256) const {
  const std::lock_guard lock(mutex_);
  Statement select(connection_,
                   "SELECT DISTINCT a.sha256 FROM job_file f JOIN arranged_file a ON "
                   "a.job_id=f.job_id AND a.source=f.path WHERE f.sha256=? AND a.sha256<>''");
  select.bind(1, sha256);
  std::vector<std::string> out;
  while (select.step()) out.push_back(select.text(0));
  return out;
}

std::string ArrangementStore::find_job_with(std::string_view sha256_prefix) const {
  const std::lock_guard lock(mutex_);
  const std::string end = std::string(sha256_prefix) + 'g';  // after all hexadecimal digits
  Statement select(connection_,
                   "SELECT id FROM job WHERE id IN (SELECT job_id FROM job_file WHERE "
                   "sha256>=?1 AND sha256<?2 AND NOT is_known UNION SELECT job_id FROM "
                   "arranged_file WHERE sha256>=?1 AND sha256<?2) ORDER BY number DESC LIMIT 1");
  select.bind(1, sha256_prefix).bind(2, end);
  return select.step() ? select.text(0) : std::string();
}

void ArrangementStore::remove(std::string_view job) {
  set_choices(job, {});
  set_arranged(job, {});
}

}  // namespace codau::office
