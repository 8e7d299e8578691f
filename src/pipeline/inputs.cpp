#include "pipeline/inputs.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <system_error>
#include <tuple>

#include "core/error.h"
#include "core/message.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

bool same(const fs::path& a, const fs::path& b) {
  std::error_code error;
  return fs::equivalent(a, b, error) && !error;
}

fs::file_status status_of(const fs::path& path) {
  std::error_code ignored;  // the status says it as well
  return fs::status(path, ignored);
}

Cause refusal(const fs::file_status& status) {
  if (fs::is_regular_file(status)) return Cause::kNone;
  return fs::status_known(status) && fs::exists(status) ? Cause::kNotSupported
                                                        : Cause::kNoPermission;
}

void walk(const fs::path& folder, const fs::path& base, const fs::path& out,
          std::vector<Input>& inputs) {
  const auto add = [&](const fs::path& path, Cause refused) {
    inputs.push_back(
        {path, {path.filename().string(), path.lexically_relative(base).string()}, refused});
  };
  std::error_code error;
  fs::directory_iterator entries(folder, error);
  for (; !error && entries != fs::directory_iterator(); entries.increment(error)) {
    const fs::path& path = entries->path();
    if (path.filename().string().starts_with('.')) continue;
    const fs::file_status status = status_of(path);
    if (fs::is_directory(status)) {
      if (!fs::is_symlink(path) && !same(path, out)) walk(path, base, out, inputs);
    } else {
      add(path, refusal(status));
    }
  }
  if (error) add(folder, Cause::kNoPermission);
}

std::optional<std::uint32_t> to_number(std::string_view text) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number == 0) return std::nullopt;
  return number;
}

}  // namespace

std::vector<Input> find_inputs(const std::vector<fs::path>& given, const fs::path& out) {
  std::vector<Input> inputs;
  for (const fs::path& path : given) {
    const fs::file_status status = status_of(path);
    if (status.type() == fs::file_type::not_found) {
      throw Error(
          ErrorCode::kUsage,
          path.string() + ": " + both("không có tệp hay thư mục này", "no such file or folder"));
    }
    if (fs::is_directory(status)) {
      walk(path, path, out, inputs);
    } else {
      const std::string name = path.filename().string();
      inputs.push_back({path, {name, name}, refusal(status)});
    }
  }
  std::sort(inputs.begin(), inputs.end(), [](const Input& a, const Input& b) {
    return std::tie(a.name.path, a.file) < std::tie(b.name.path, b.file);
  });
  return inputs;
}

PageChoice::PageChoice(std::string_view list) {
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

bool PageChoice::has(std::uint32_t page) const noexcept {
  return ranges_.empty() || std::any_of(ranges_.begin(), ranges_.end(), [&](const auto& range) {
           return range.first <= page && page <= range.second;
         });
}

bool Shard::has(std::string_view doc_id) const {
  std::uint64_t hash = 0;
  std::from_chars(doc_id.data(), doc_id.data() + doc_id.size(), hash, 16);
  return hash % count == index - 1;
}

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
