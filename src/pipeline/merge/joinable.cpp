#include "pipeline/merge/joinable.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <system_error>
#include <utility>

#include "core/error.h"
#include "core/message.h"
#include "pipeline/inputs/inputs.h"
#include "pipeline/inputs/reject_list.h"
#include "pipeline/output/run_origin.h"
#include "text/printable.h"

namespace codau::pipeline {
namespace {

constexpr std::size_t kShown = 20;  // maximum number of shards in a message

[[noreturn]] void refuse(const std::string& what, const Message& why) {
  throw Error(ErrorCode::kUsage, what + ": " + why);
}

std::optional<Shard> shard_from(const std::string& text) {
  Shard shard;
  if (catch_error([&] { shard = parse_shard(text); })) return std::nullopt;
  return shard;
}

std::string printable_place(const std::filesystem::path& output) {
  std::error_code error;
  const std::filesystem::path place = std::filesystem::weakly_canonical(output, error);
  constexpr std::size_t kLongest = 4096;
  return text::make_printable((error ? output : place).string(), kLongest);
}

bool is_merging(const OutputFacts& output) {
  return std::ranges::any_of(output.origin.shards,
                             [](const std::string& one) { return one.starts_with(kMergingMark); });
}

/// Throws if a stopped merge into `target` had other outputs that are missing now.
void require_all_again(const OutputFacts& target, const std::vector<OutputFacts>& outputs) {
  std::set<std::string> given;
  for (const OutputFacts& one : outputs) given.insert(make_merging_mark(one.folder));
  std::string missing;
  for (const std::string& one : target.origin.shards) {
    if (!one.starts_with(kMergingMark) || one == kMergingMark || given.contains(one)) continue;
    missing += (missing.empty() ? "" : ", ") + one.substr(kMergingMark.size() + 1);
  }
  if (missing.empty()) return;
  refuse(target.folder.string(),
         both("lệnh codau merge vào đây đã bị dừng; gõ lại lệnh đó trước, với ",
              "codau merge into it was stopped; run that command again first, with ") +
             missing);
}

void require_finished(const OutputFacts& output) {
  if (output.is_finished) return;
  const std::string name = output.folder.string();
  if (is_merging(output)) {
    refuse(name, both("lệnh codau merge vào đây đã bị dừng; gõ lại đúng lệnh đó trước",
                      "codau merge into it was stopped; run that command again first"));
  }
  if (output.is_under_review) {
    refuse(name,
           both("đang mở trong codau review, hoặc codau review đã bị dừng đột ngột; đóng bằng "
                "Ctrl+C (nếu không còn mở: mở lại rồi đóng), sau đó gộp lại",
                "is open in codau review, or codau review was killed; end it with Ctrl+C (if "
                "it is not open: open it again and end it), then merge again"));
  }
  std::string shards;
  for (const std::string& one : find_own_shards(output.origin.shards)) shards += " --shard " + one;
  refuse(name, both("chưa xong (lần chạy trước đã bị dừng); gõ lại lệnh codau run",
                    "is not finished (its run was stopped); run its codau run") +
                   shards + both(" trước", " again first"));
}

/// A shard in a merge: the digest of its inputs (compute_listing) and its output.
struct Part {
  Shard shard;
  std::string listing, output;

  [[nodiscard]] std::string text() const { return shard.text() + " (" + output + ")"; }
};
using Parts = std::map<std::uint32_t, std::vector<const Part*>>;  // by number of shards

/// Returns the shards that `target` was before the same outputs, or some of them, were merged into
/// it.
std::vector<std::string> shards_before(const OutputFacts& target,
                                       const std::vector<OutputFacts>& outputs) {
  std::vector<std::string> before;
  for (const std::string& one : target.origin.shards) {
    if (!find_joined_shard(one).empty()) before.emplace_back(find_joined_shard(one));
  }
  const bool are_known = std::ranges::all_of(outputs, [&](const OutputFacts& one) {
    return std::ranges::find(before, printable_place(one.folder)) != before.end();
  });
  return are_known ? before : std::vector<std::string>();
}

/// Throws with one message that names all missing shards.
void require_all(const Parts& by_count) {
  std::string missing;
  std::size_t found = 0;
  for (const auto& [count, parts] : by_count) {
    std::set<std::uint32_t> indexes;
    for (const Part* const part : parts) indexes.insert(part->shard.index);
    for (std::uint32_t index = 1; index <= count; ++index) {
      if (indexes.contains(index) || ++found > kShown) continue;
      missing += (missing.empty() ? "" : ", ") + Shard{index, count}.text();
    }
  }
  if (missing.empty()) return;
  if (found > kShown) missing += ", … (" + std::to_string(found) + ")";
  refuse(missing, both("thiếu các phần này; hãy chạy chúng (codau run --shard) và nêu cả kết quả "
                       "của chúng",
                       "these shards are missing; run them (codau run --shard) and name their "
                       "outputs too"));
}

std::vector<Part> parts_of(const std::vector<OutputFacts>& outputs, const OutputFacts& target) {
  std::vector<Part> parts;
  const auto add = [&](const OutputFacts& output, const std::vector<std::string>& texts) {
    for (const std::string& text : texts) {
      if (const auto shard = shard_from(text))
        parts.push_back({*shard, compute_listing(output.origin, text), output.folder.string()});
    }
  };
  add(target, target.origin.shards);
  add(target, shards_before(target, outputs));
  for (const OutputFacts& one : outputs) add(one, one.origin.shards);
  return parts;
}

std::string texts_of(const std::vector<const Part*>& parts) {
  std::string out;
  for (const Part* const part : std::span(parts).first(std::min(parts.size(), kShown)))
    out += (out.empty() ? "" : ", ") + part->text();
  return parts.size() <= kShown ? out : out + ", … (" + std::to_string(parts.size()) + ")";
}

/// Checks shards of one count. Names the shards with other inputs than most.
std::vector<Message> require_same_inputs(const std::vector<const Part*>& parts, bool mixed) {
  std::map<std::string, std::vector<const Part*>> by_listing;
  for (const Part* const part : parts) by_listing[part->listing].push_back(part);
  const auto unknown = by_listing.extract(std::string());
  if (by_listing.empty()) return {};
  std::vector<Message> out;
  if (!unknown.empty()) {
    out.push_back(texts_of(unknown.mapped()) +
                  both(": không ghi đã chạy trên danh sách tệp nào (bản codau cũ), nên không so "
                       "được với các phần khác",
                       ": does not say over which files it was run (an older codau), so it was not "
                       "compared with the other shards"));
  }
  const auto most =
      std::ranges::max_element(by_listing, {}, [](const auto& one) { return one.second.size(); });
  const std::string first = most->second.front()->text();
  by_listing.erase(most);
  std::vector<const Part*> others;
  for (const auto& [listing, some] : by_listing)
    others.insert(others.end(), some.begin(), some.end());
  if (others.empty()) return out;
  const Message why =
      both("đã chạy trên danh sách tệp khác với ", "was run over another list of files than ") +
      first;
  if (!mixed) {
    refuse(texts_of(others),
           why + both("; chạy lại codau run --shard cho mọi phần trên cùng các tệp (trang đã đọc "
                      "không đọc lại), hoặc dùng --mixed nếu vẫn muốn gộp",
                      "; run codau run --shard again for all shards over the same files (pages "
                      "that were read are not read again), or join them nevertheless with "
                      "--mixed"));
  }
  out.push_back(texts_of(others) + ": " + why);
  return out;
}

void require_same_keys(const std::vector<const OutputFacts*>& outputs) {
  const OutputFacts* first = nullptr;
  for (const OutputFacts* const one : outputs) {
    if (!one->has_documents) continue;
    const std::string name = one->folder.string();
    if (one->origin.keys.empty()) {
      refuse(name,
             both("không ghi rõ được làm bằng mô hình và quy tắc nào (bản codau cũ); chạy codau "
                  "run --redo rows cho kết quả này, hoặc dùng --mixed",
                  "does not say by which models and rules it was made (an older codau); run "
                  "codau run --redo rows on it, or use --mixed"));
    }
    if (has_mixed_keys(one->origin.keys)) {
      refuse(name, both("gồm những văn bản làm bằng mô hình hay quy tắc khác nhau; chạy codau run "
                        "--redo rows cho kết quả này, hoặc dùng --mixed",
                        "has documents made by different models or rules; run codau run --redo "
                        "rows on it, or use --mixed"));
    }
    if (first != nullptr) {
      std::vector<std::string> keys = first->origin.keys;
      keys.insert(keys.end(), one->origin.keys.begin(), one->origin.keys.end());
      if (has_mixed_keys(keys)) {
        refuse(name,
               both("được làm bằng mô hình, bảng từ hay quy tắc khác với ",
                    "was made by other models, lexicons or rules than ") +
                   first->folder.string() +
                   both("; chạy codau run --redo rows cho một trong hai, hoặc dùng --mixed để "
                        "giữ nguyên cả hai",
                        "; run codau run --redo rows on one of them, or keep both as they are "
                        "with --mixed"));
      }
    }
    first = one;
  }
}

}  // namespace

std::string make_merging_mark(const std::filesystem::path& output) {
  return std::string(kMergingMark) + " " + printable_place(output);
}

std::vector<Message> require_joinable(const std::vector<OutputFacts>& outputs,
                                      const OutputFacts& target, bool mixed) {
  std::vector<const OutputFacts*> all;
  for (const OutputFacts& one : outputs) all.push_back(&one);
  for (const OutputFacts* const one : all) require_finished(*one);
  if (!target.folder.empty()) {
    if (!is_merging(target)) require_finished(target);
    require_all_again(target, outputs);
    all.insert(all.begin(), &target);
  }
  const std::vector<Part> parts = parts_of(outputs, target);
  Parts by_count;
  for (const Part& part : parts) by_count[part.shard.count].push_back(&part);
  require_all(by_count);
  std::vector<Message> doubts;
  for (const auto& [count, of_count] : by_count) {
    const std::vector<Message> some = require_same_inputs(of_count, mixed);
    doubts.insert(doubts.end(), some.begin(), some.end());
  }
  if (!mixed) require_same_keys(all);
  return doubts;
}

}  // namespace codau::pipeline
