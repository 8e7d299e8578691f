#include "office/jobs/job_store.h"

#include <ctime>
#include <nlohmann/json.hpp>
#include <utility>

#include "io/atomic_file.h"
#include "web/token.h"

namespace codau::office {
namespace {

using Json = nlohmann::ordered_json;
using store::Connection;
using store::Statement;

constexpr const char* kSchema = R"(
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
CREATE TABLE IF NOT EXISTS job (
  number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, actor TEXT NOT NULL,
  state TEXT NOT NULL, created INTEGER NOT NULL, started INTEGER NOT NULL, ended INTEGER NOT NULL,
  position INTEGER NOT NULL, arguments TEXT NOT NULL, result TEXT NOT NULL,
  message_vi TEXT NOT NULL, message_en TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS job_by_state ON job (state, position);
CREATE TABLE IF NOT EXISTS job_file (
  job_id TEXT NOT NULL REFERENCES job (id) ON DELETE CASCADE, path TEXT NOT NULL,
  sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, is_known INTEGER NOT NULL,
  PRIMARY KEY (job_id, path)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS folder (id TEXT PRIMARY KEY, path TEXT UNIQUE NOT NULL, actor TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS folder_settings (
  folder_id TEXT PRIMARY KEY, marker TEXT NOT NULL, settle INTEGER NOT NULL) WITHOUT ROWID;
)";

constexpr const char* kSelect =
    "SELECT id,kind,name,actor,state,created,started,ended,position,arguments,result,message_vi,"
    "message_en,number FROM job ";

const std::filesystem::path& prepare_folder(const std::filesystem::path& file) {
  io::make_folder(file.parent_path());
  return file;
}

std::string encode(const std::vector<std::string>& arguments) {
  return Json(arguments).dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::vector<std::string> decode(const std::string& text) {
  const Json json = Json::parse(text, nullptr, false);
  std::vector<std::string> out;
  for (const Json& one : json.is_array() ? json : Json::array())
    if (one.is_string()) out.push_back(one.get<std::string>());
  return out;
}

Job read_job(const Statement& row) {
  Job job;
  job.id = row.text(0);
  job.kind = find_job_kind(row.text(1)).value_or(JobKind::kFiles);
  job.name = row.text(2);
  job.actor = row.text(3);
  job.state = find_job_state(row.text(4)).value_or(JobState::kFailed);
  job.created = row.integer(5);
  job.started = row.integer(6);
  job.ended = row.integer(7);
  job.position = row.integer(8);
  job.arguments = decode(row.text(9));
  job.result = row.text(10);
  job.message = both(row.text(11), row.text(12));
  job.number = row.integer(13);
  return job;
}

std::vector<Job> read_jobs(Statement& rows) {
  std::vector<Job> out;
  while (rows.step()) out.push_back(read_job(rows));
  return out;
}

}  // namespace

JobStore::JobStore(const std::filesystem::path& file) : connection_(prepare_folder(file)) {
  connection_.run(kSchema);
}

Job JobStore::add(Job job) {
  const std::lock_guard lock(mutex_);
  job.id = web::make_token();
  job.created = std::time(nullptr);
  Statement insert(
      connection_,
      "INSERT INTO job VALUES (NULL,?,?,?,?,?,?,0,0,(SELECT coalesce(max(position),0)+1 "
      "FROM job),?,'','','') RETURNING position,number");
  insert.bind(1, job.id).bind(2, name_of(job.kind)).bind(3, job.name).bind(4, job.actor);
  insert.bind(5, name_of(job.state)).bind(6, job.created).bind(7, encode(job.arguments));
  while (insert.step()) {
    job.position = insert.integer(0);
    job.number = insert.integer(1);
  }
  return job;
}

std::optional<Job> JobStore::find(std::string_view id) const {
  const std::lock_guard lock(mutex_);
  Statement select(connection_, std::string(kSelect) + "WHERE id = ?");
  auto jobs = read_jobs(select.bind(1, id));
  return jobs.empty() ? std::nullopt : std::optional(std::move(jobs.front()));
}

std::vector<Job> JobStore::list(std::int64_t before, std::size_t most) const {
  const std::lock_guard lock(mutex_);
  Statement select(connection_, std::string(kSelect) +
                                    "WHERE ?1 = 0 OR number < ?1 ORDER BY number DESC LIMIT ?2");
  return read_jobs(select.bind(1, before).bind(2, static_cast<std::int64_t>(most)));
}

std::vector<Job> JobStore::list_in(JobState state) const {
  const std::lock_guard lock(mutex_);
  Statement select(connection_, std::string(kSelect) + "WHERE state = ? ORDER BY position");
  return read_jobs(select.bind(1, name_of(state)));
}

void JobStore::save(const Job& job) {
  const std::lock_guard lock(mutex_);
  Statement update(connection_,
                   "UPDATE job SET name=?,state=?,started=?,ended=?,position=?,arguments=?,"
                   "result=?,message_vi=?,message_en=? WHERE id=?");
  update.bind(1, job.name).bind(2, name_of(job.state)).bind(3, job.started).bind(4, job.ended);
  update.bind(5, job.position).bind(6, encode(job.arguments)).bind(7, job.result);
  update.bind(8, job.message.vi).bind(9, job.message.en).bind(10, job.id).step();
}

bool JobStore::move(std::string_view id, JobState from, JobState to) {
  const std::lock_guard lock(mutex_);
  Statement update(connection_, "UPDATE job SET state=? WHERE id=? AND state=? RETURNING 1");
  update.bind(1, name_of(to)).bind(2, id).bind(3, name_of(from));
  bool is_moved = false;
  while (update.step()) is_moved = true;
  return is_moved;
}

void JobStore::put_first(std::string_view id) {
  const std::lock_guard lock(mutex_);
  Statement update(connection_,
                   "UPDATE job SET position=(SELECT min(position)-1 FROM job) WHERE id=? AND "
                   "state='waiting'");
  update.bind(1, id).step();
}

void JobStore::remove(std::string_view id) {
  const std::lock_guard lock(mutex_);
  store::Transaction transaction(connection_);
  Statement(connection_, "DELETE FROM job_file WHERE job_id=?").bind(1, id).step();
  Statement(connection_, "DELETE FROM job WHERE id=?").bind(1, id).step();
  transaction.commit();
}

void JobStore::add_file(std::string_view id, const JobFile& file) {
  const std::lock_guard lock(mutex_);
  Statement insert(connection_, "INSERT OR REPLACE INTO job_file VALUES (?,?,?,?,?)");
  insert.bind(1, id).bind(2, file.path).bind(3, file.sha256);
  insert.bind(4, static_cast<std::int64_t>(file.bytes))
      .bind(5, std::int64_t{file.is_known ? 1 : 0})
      .step();
}

std::vector<JobFile> JobStore::files(std::string_view id, std::size_t most) const {
  const std::lock_guard lock(mutex_);
  Statement select(connection_,
                   "SELECT path,sha256,bytes,is_known FROM job_file WHERE job_id=? ORDER BY path "
                   "LIMIT ?");
  select.bind(1, id).bind(2, static_cast<std::int64_t>(most));
  std::vector<JobFile> out;
  while (select.step())
    out.push_back({select.text(0), select.text(1), static_cast<std::uint64_t>(select.integer(2)),
                   select.integer(3) != 0});
  return out;
}

std::uint64_t JobStore::count_files(std::string_view id) const {
  const std::lock_guard lock(mutex_);
  Statement select(connection_, "SELECT count(*) FROM job_file WHERE job_id=?");
  select.bind(1, id);
  return select.step() ? static_cast<std::uint64_t>(select.integer(0)) : 0;
}

std::map<JobState, std::uint64_t> JobStore::count_by_state() const {
  const std::lock_guard lock(mutex_);
  Statement select(connection_, "SELECT state,count(*) FROM job GROUP BY state");
  std::map<JobState, std::uint64_t> out;
  while (select.step())
    if (const auto state = find_job_state(select.text(0)))
      out[*state] = static_cast<std::uint64_t>(select.integer(1));
  return out;
}

std::vector<WatchedFolder> JobStore::folders() const {
  const std::lock_guard lock(mutex_);
  Statement select(connection_,
                   "SELECT id,path,actor,coalesce(marker,''),coalesce(settle,0) FROM folder LEFT "
                   "JOIN folder_settings ON folder_id=id ORDER BY path");
  std::vector<WatchedFolder> out;
  while (select.step())
    out.push_back(
        {select.text(0), select.text(1), select.text(2), select.text(3), select.integer(4)});
  return out;
}

WatchedFolder JobStore::add_folder(const WatchedFolder& folder) {
  const std::lock_guard lock(mutex_);
  store::Transaction transaction(connection_);
  Statement(connection_, "INSERT OR IGNORE INTO folder VALUES (?,?,?)")
      .bind(1, web::make_token())
      .bind(2, folder.path)
      .bind(3, folder.actor)
      .step();
  Statement select(connection_, "SELECT id,path,actor FROM folder WHERE path=?");
  select.bind(1, folder.path).step();
  WatchedFolder out{select.text(0), select.text(1), select.text(2), folder.marker, folder.settle};
  Statement(connection_, "INSERT OR REPLACE INTO folder_settings VALUES (?,?,?)")
      .bind(1, out.id)
      .bind(2, out.marker)
      .bind(3, out.settle)
      .step();
  transaction.commit();
  return out;
}

bool JobStore::remove_folder(std::string_view id) {
  const std::lock_guard lock(mutex_);
  Statement(connection_, "DELETE FROM folder_settings WHERE folder_id=?").bind(1, id).step();
  Statement remove(connection_, "DELETE FROM folder WHERE id=? RETURNING 1");
  remove.bind(1, id);
  bool is_removed = false;
  while (remove.step()) is_removed = true;
  return is_removed;
}

}  // namespace codau::office
