#include "pipeline/backup/backup_manifest.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>

#include "core/error.h"
#include "core/hex.h"
#include "core/message.h"
#include "text/json_text.h"
#include "text/utf8.h"

namespace codau::pipeline {
namespace {

using Json = nlohmann::json;

constexpr int kFormat = 1;

bool is_utf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    if (text::next_code_point(bytes, at) == text::kIllFormed) return false;
  }
  return true;
}

/// Returns the bytes; empty if `hex` is malformed.
std::string from_hex(std::string_view hex) {
  std::string out;
  if (hex.size() % 2 != 0 || !is_hex(hex)) return out;
  for (std::size_t i = 0; i < hex.size(); i += 2)
    out += static_cast<char>(kHexDigits.find(hex[i]) * 16 + kHexDigits.find(hex[i + 1]));
  return out;
}

/// Reads the members of a line. After a missing or malformed member is_sound() is false.
class Members {
 public:
  explicit Members(const Json& line) : line_(line) {}

  [[nodiscard]] std::string text(const char* key) {
    const auto found = line_.find(key);
    if (found != line_.end() && found->is_string()) return found->get<std::string>();
    is_sound_ = false;
    return {};
  }
  [[nodiscard]] std::int64_t number(const char* key) {
    const auto found = line_.find(key);
    if (found != line_.end() && found->is_number_integer()) return found->get<std::int64_t>();
    is_sound_ = false;
    return 0;
  }
  /// A size or a count: at most a pebibyte, so that sums do not overflow.
  [[nodiscard]] std::uint64_t size(const char* key) {
    constexpr std::int64_t kMost = std::int64_t{1} << 50U;
    const std::int64_t found = number(key);
    is_sound_ = is_sound_ && found >= 0 && found <= kMost;
    return is_sound_ ? static_cast<std::uint64_t>(found) : 0;
  }
  [[nodiscard]] bool has(const char* key) const { return line_.contains(key); }
  [[nodiscard]] bool is_sound() const noexcept { return is_sound_; }

 private:
  const Json& line_;
  bool is_sound_ = true;
};

std::optional<BackupHead> parse_head(Members line) {
  BackupHead head;
  head.version = line.text("codau");
  head.schema = static_cast<int>(line.size("schema"));
  head.created = line.text("created");
  head.documents = line.size("documents");
  head.sources_outside = line.size("sources_outside");
  head.files = line.size("files");
  head.bytes = line.size("bytes");
  return line.is_sound() ? std::optional(head) : std::nullopt;
}

std::optional<BackupEntry> parse_entry(Members line) {
  constexpr std::size_t kSha256Digits = 64;
  BackupEntry entry;
  entry.path = line.has("path_hex") ? from_hex(line.text("path_hex")) : line.text("path");
  entry.bytes = line.size("bytes");
  entry.sha256 = line.text("sha256");
  entry.modified = line.number("modified");
  const bool has_digest = entry.sha256.size() == kSha256Digits && is_hex(entry.sha256);
  return line.is_sound() && has_digest ? std::optional(entry) : std::nullopt;
}

/// Returns true if no path occurs twice, or is the folder of another path.
bool are_distinct(const std::vector<BackupEntry>& entries) {
  std::vector<std::string> paths;
  paths.reserve(entries.size());
  // With '/' after each path, a folder comes directly before the first path in it.
  for (const BackupEntry& entry : entries) paths.push_back(entry.path + '/');
  std::ranges::sort(paths);
  return std::ranges::adjacent_find(paths, [](const auto& one, const auto& next) {
           return next.starts_with(one);
         }) == paths.end();
}

}  // namespace

std::string format_backup_line(const BackupHead& head) {
  const auto number = [](const char* key, auto value) {
    return ",\"" + std::string(key) + "\":" + std::to_string(value);
  };
  return "{\"codau_backup\":" + std::to_string(kFormat) +
         ",\"codau\":" + text::to_json_string(head.version) + number("schema", head.schema) +
         ",\"created\":" + text::to_json_string(head.created) +
         number("documents", head.documents) + number("sources_outside", head.sources_outside) +
         number("files", head.files) + number("bytes", head.bytes) + "}\n";
}

std::string format_backup_line(const BackupEntry& entry) {
  const std::string path = is_utf8(entry.path)
                               ? "{\"path\":" + text::to_json_string(entry.path)
                               : "{\"path_hex\":" + text::to_json_string(to_hex(entry.path));
  return path + ",\"bytes\":" + std::to_string(entry.bytes) + ",\"sha256\":\"" + entry.sha256 +
         "\",\"modified\":" + std::to_string(entry.modified) + "}\n";
}

std::string format_last_backup_line(std::string_view sha256) {
  return "{\"sha256\":\"" + std::string(sha256) + "\"}\n";
}

const std::vector<std::string>& list_backup_folders() {
  static const std::vector<std::string> kFolders{"lexicon",       "pdf",    "records", "review",
                                                 "serve/uploads", "signed", "text"};
  return kFolders;
}

// Each database is copied before those that its rows refer to: jobs refer to documents, documents
// and strips to pages. So the later copies have everything that the earlier ones name.
const std::vector<std::string>& list_backup_databases() {
  static const std::vector<std::string> kDatabases{"serve/jobs.db", "codau.db", "history.db",
                                                   "hand.db", "pages.db"};
  return kDatabases;
}

bool is_backup_path(std::string_view path) {
  constexpr std::size_t kMaxPathBytes = 4000, kMaxNameBytes = 255;
  constexpr std::array<std::string_view, 3> kFiles{"manifest.json", "rejects.jsonl", "rejects.csv"};
  if (path.size() > kMaxPathBytes || path.find('\0') != std::string_view::npos) return false;
  const auto is_path = [&](std::string_view known) { return path == known; };
  const auto is_in = [&](std::string_view folder) {
    return path.starts_with(folder) && path.substr(folder.size()).starts_with('/');
  };
  if (std::ranges::none_of(kFiles, is_path) &&
      std::ranges::none_of(list_backup_databases(), is_path) &&
      std::ranges::none_of(list_backup_folders(), is_in))
    return false;
  for (std::string_view left = path;;) {
    const std::string_view name = left.substr(0, left.find('/'));
    if (name.empty() || name == "." || name == ".." || name.size() > kMaxNameBytes) return false;
    if (name.size() == left.size()) return true;
    left.remove_prefix(name.size() + 1);
  }
}

void BackupManifestParser::refuse() const {
  throw Error(ErrorCode::kInput, backup_ + ": " +
                                     both("danh mục tệp trong bản sao lưu bị hỏng",
                                          "the list of files in the backup is damaged"));
}

void BackupManifestParser::add(std::string_view bytes) {
  constexpr std::size_t kMaxLineBytes = std::size_t{64} << 10U;
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    rest_.append(bytes.substr(0, end));
    if (rest_.size() > kMaxLineBytes) refuse();
    if (end == std::string_view::npos) return;
    add_line(rest_);
    rest_.clear();
    bytes.remove_prefix(end + 1);
  }
}

void BackupManifestParser::add_line(std::string_view line) {
  constexpr std::size_t kMaxDepth = 2, kMaxCommas = 100;
  if (!text::is_nested_within(line, kMaxDepth, kMaxCommas)) refuse();
  const Json json = Json::parse(line, nullptr, false);
  if (!json.is_object() || is_ended_ || manifest_.entries.size() >= kMaxBackupEntries) refuse();
  if (json.size() == 1) {
    is_ended_ = Members(json).text("sha256") == hash_.take();
    if (!is_ended_) refuse();
    return;
  }
  hash_.add(line);
  hash_.add("\n");
  if (!has_head_) {
    if (Members(json).number("codau_backup") > kFormat) {
      throw Error(ErrorCode::kNothingRead,
                  backup_ + ": " +
                      both("do phiên bản codau mới hơn ghi ra; hãy cài bản mới đó",
                           "was written by a newer codau; install that version"));
    }
    const std::optional<BackupHead> head = parse_head(Members(json));
    if (!head) refuse();
    manifest_.head = *head;
    has_head_ = true;
    return;
  }
  std::optional<BackupEntry> entry = parse_entry(Members(json));
  if (!entry || !is_backup_path(entry->path)) refuse();
  manifest_.entries.push_back(*std::move(entry));
}

BackupManifest BackupManifestParser::finish() {
  const BackupHead& head = manifest_.head;
  std::uint64_t bytes = 0;
  for (const BackupEntry& entry : manifest_.entries) bytes += entry.bytes;
  const bool is_complete = has_head_ && is_ended_ && rest_.empty() &&
                           head.files == manifest_.entries.size() && head.bytes == bytes &&
                           are_distinct(manifest_.entries);
  if (!is_complete) refuse();
  return std::move(manifest_);
}

}  // namespace codau::pipeline
