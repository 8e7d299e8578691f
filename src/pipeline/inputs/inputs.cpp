#include "pipeline/inputs/inputs.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <system_error>
#include <tuple>
#include <utility>

#include "core/error.h"
#include "core/message.h"
#include "export/target/target_guard.h"
#include "pipeline/inputs/source_identity.h"
#include "record/schema/ids.h"
#include "store/schema/database_identity.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

fs::file_status status_of(const fs::path& path) {
  std::error_code ignored;  // the status reports the error too
  return fs::status(path, ignored);
}

Cause refusal(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (fs::is_regular_file(status)) return Cause::kNone;
  if (fs::status_known(status) && fs::exists(status)) return Cause::kNotAFile;
  const Cause cause = cause_of_errno(error.value());
  return cause == Cause::kMissing && fs::is_symlink(path, error) ? Cause::kBrokenLink : cause;
}

/// Files that systems and programs leave in folders, in lower case. "~$…" marks a document that is
/// open in Office.
constexpr auto kLeftBehind = std::to_array<std::string_view>(
    {"thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini", "icon\r", "__macosx",
     "$recycle.bin", "system volume information", "@eadir", "lost+found"});

std::string lower(std::string name) {
  std::ranges::transform(name, name.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  return name;
}

bool is_left_behind(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.starts_with("~$") || std::ranges::find(kLeftBehind, lower(name)) != kLeftBehind.end();
}

/// Returns true if the name has the suffix of an image, in any case. The bytes decide on the format
/// later (probes).
bool has_image_suffix(const fs::path& path) {
  constexpr auto kSuffixes = std::to_array<std::string_view>(
      {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".jp2", ".jpx", ".j2k"});
  return std::ranges::find(kSuffixes, lower(path.extension().string())) != kSuffixes.end();
}

/// Returns true if `codau run` wrote into the folder. An interrupted run may have left only the
/// write-ahead log.
bool has_results(const fs::path& folder) {
  return store::is_store(folder / "codau.db") || fs::exists(status_of(folder / "codau.db-wal"));
}

bool is_result(const fs::path& path) {
  const std::string name = path.filename().string();
  return name == "exports" || name == kWatchStatus || exports::is_kept_by_run(name);
}

/// Walks one given folder.
class Walk {
 public:
  Walk(const fs::path& base, const fs::path& out, InputGrouping group, LinkPolicy links,
       FoundInputs& found)
      : base_(base), out_(out), group_(group), how_(links), found_(found) {}

  void go() {
    enter(base_);
    while (!links_.empty()) {
      std::vector<fs::path> links = std::exchange(links_, {});
      std::ranges::sort(links);
      for (const fs::path& link : links) follow(link);
    }
  }

 private:
  void add(const fs::path& path, Cause refused) {
    const std::string name = path == base_ ? path.string() : below_base(path);
    RunInput input{path, {path.filename().string(), name}, refused};
    if (group_ == InputGrouping::kFolder && refused == Cause::kNone && has_image_suffix(path))
      input.folder = folder_of(input);
    found_.inputs.push_back(std::move(input));
  }

  // Every path of the walk begins with the given folder, as the user wrote it.
  [[nodiscard]] std::string below_base(const fs::path& path) const {
    const std::string_view below = std::string_view(path.native()).substr(base_.native().size());
    return std::string(below.substr(std::min(below.find_first_not_of('/'), below.size())));
  }

  // The given folder is named by its own name, subfolders like their files by relative path.
  [[nodiscard]] record::SourceName folder_of(const RunInput& input) const {
    const fs::path folder = fs::path(normalise_path(input.file)).parent_path();
    const fs::path below = fs::path(input.name.path).parent_path();
    const std::string name = folder.filename().string();
    return {name, below.empty() ? name : below.string()};
  }

  void enter(const fs::path& folder) {
    struct stat status {};
    if (::stat(folder.c_str(), &status) == 0 &&
        !seen_.emplace(status.st_dev, status.st_ino).second) {
      return;
    }
    if (folder != base_ && exports::is_same_file(folder, out_)) return;
    const bool results = has_results(folder);
    if (results) found_.results.push_back(folder);
    std::error_code error;
    fs::directory_iterator entries(folder, error);
    for (; !error && entries != fs::directory_iterator(); entries.increment(error)) {
      if (!results || !is_result(entries->path())) take(*entries);
    }
    if (error) add(folder, of_folder(error));
  }

  // The directory entry mostly has the type; for a link, the target is asked.
  void take(const fs::directory_entry& entry) {
    const fs::path& path = entry.path();
    std::error_code ignored;
    if (path.filename().string().starts_with('.') || is_left_behind(path)) {
      ++found_.left_out;
    } else if (how_ == LinkPolicy::kRefuse && entry.is_symlink(ignored)) {
      add(path, Cause::kNotAFile);
    } else if (!entry.is_directory(ignored)) {
      add(path, entry.is_regular_file(ignored) ? Cause::kNone : refusal(path));
    } else if (entry.is_symlink(ignored)) {
      links_.push_back(path);
    } else {
      enter(path);
    }
  }

  void follow(const fs::path& link) {
    std::error_code error;
    const fs::path target = fs::canonical(link, error);
    const fs::path base = fs::canonical(base_, error);
    if (error) return add(link, of_folder(error));
    const auto parted = std::ranges::mismatch(target, base);
    if (parted.in1 == target.end() && parted.in2 != base.end()) {
      return add(link, Cause::kLinkLoop);  // the target contains the given folder
    }
    enter(link);
  }

  static Cause of_folder(const std::error_code& error) {
    const Cause cause = cause_of_errno(error.value());
    return cause == Cause::kNoPermission ? Cause::kClosedFolder : cause;
  }

  const fs::path& base_;
  const fs::path& out_;
  InputGrouping group_;
  LinkPolicy how_;
  FoundInputs& found_;
  std::set<std::pair<dev_t, ino_t>> seen_;
  std::vector<fs::path> links_;
};

std::optional<std::uint32_t> to_number(std::string_view text) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number == 0) return std::nullopt;
  return number;
}

}  // namespace

FoundInputs find_inputs(const std::vector<fs::path>& given, const fs::path& out,
                        InputGrouping group, LinkPolicy links) {
  FoundInputs found;
  for (const fs::path& path : given) {
    std::error_code error;
    const fs::file_status status = fs::symlink_status(path, error);
    if (status.type() == fs::file_type::not_found) {
      throw Error(
          ErrorCode::kUsage,
          path.string() + ": " + both("không có tệp hay thư mục này", "no such file or folder"),
          Cause::kMissing);
    }
    if (fs::is_directory(status_of(path))) {
      Walk(path, out, group, links, found).go();
    } else if (is_left_behind(path)) {
      ++found.left_out;
    } else {
      const std::string name = path.filename().string();
      found.inputs.push_back({path, {name, name}, refusal(path), {}});
    }
  }
  std::ranges::sort(found.inputs, {},
                    [](const RunInput& input) { return std::tie(input.name.path, input.file); });
  std::ranges::sort(found.results);
  return found;
}

PageSelection::PageSelection(std::string_view list) {
  const Error wrong(ErrorCode::kUsage, both("--pages: phải là danh sách trang như 1-3,7",
                                            "--pages: expected a list like 1-3,7"));
  for (std::string_view rest = list; !rest.empty() || ranges_.empty();) {
    const std::string_view part = rest.substr(0, rest.find(','));
    const std::size_t dash = part.find('-');
    const auto first = to_number(part.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : to_number(part.substr(dash + 1));
    if (!first || !last || *first > *last) throw wrong;
    ranges_.emplace_back(*first, *last);
    if (part.size() == rest.size()) break;
    rest.remove_prefix(part.size() + 1);
    if (rest.empty()) throw wrong;
  }
}

bool PageSelection::has(std::uint32_t page) const noexcept {
  return ranges_.empty() || std::any_of(ranges_.begin(), ranges_.end(), [&](const auto& range) {
           return range.first <= page && page <= range.second;
         });
}

bool Shard::has(std::string_view path) const {
  if (count == 1) return true;
  constexpr std::size_t kDigits = 16;  // 64 bits
  const std::string digest = record::sha256(path);
  std::uint64_t hash = 0;
  std::from_chars(digest.data(), digest.data() + kDigits, hash, 16);
  return hash % count == index - 1;
}

std::string Shard::text() const { return std::to_string(index) + "/" + std::to_string(count); }

Shard parse_shard(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto index = to_number(text.substr(0, slash));
  const auto count =
      slash == std::string_view::npos ? std::nullopt : to_number(text.substr(slash + 1));
  if (!index || !count || *index > *count) {
    throw Error(ErrorCode::kUsage,
                both("--shard: phải là I/N, I từ 1 đến N", "--shard: expected I/N, I from 1 to N"));
  }
  return {*index, *count};
}

}  // namespace codau::pipeline
