#include "document/signer.h"

#include <vector>

#include "document/closing.h"
#include "document/offices.h"
#include "document/pattern.h"

namespace codau::document {
namespace {

constexpr double kAllCapitals = 0.9;

/// "TM .BAN QUẢN LÝ": its letters stay, its spaces are put right.
std::string plain(std::string line) {
  for (std::size_t at = 0; (at = line.find(" .", at)) != std::string::npos;)
    line.replace(at, 2, ". ");
  for (std::size_t at = 0; (at = line.find("  ", at)) != std::string::npos;) line.erase(at, 1);
  return line;
}

class Reader {
 public:
  explicit Reader(const HeadInput& input) : input_(input) {}

  Signer read() {
    for (const Line& line : input_.lines) {
      if (line.zone != Zone::kSignature || out_.name) continue;
      read_line(line.passage);
    }
    out_.authority = to_field(join(authority_, ' '));
    if (out_.authority) out_.authority->value = stack_;
    return std::move(out_);
  }

 private:
  void read_line(const Passage& line) {
    const auto office = read_office(line);
    const bool has_office = out_.position || !authority_.empty();
    if (is_authority(line)) {
      add_authority(line, office);
    } else if (is_person(line) ||
               (has_office && !office && !names_office(line) && is_person_in_capitals(line))) {
      out_.name = to_field(without_noise(line));
    } else if (office) {
      take_office(line, *office);
    } else if (!out_.position && capital_share(line.text) > kAllCapitals &&
               count_words(line.text) > 1) {
      out_.position = to_field(without_noise(line));
    } else if (names_office(line)) {
      out_.position = to_field(without_noise(line));
    }
  }

  void add_authority(const Passage& line, const std::optional<Office>& office) {
    // "TM. ỦY BAN … QUỐC HỘI" holds more than the office that was found in it
    const bool is_known = office && !office->prefix.empty();
    const Passage printed =
        is_known && input_.is_recognised ? part(line, office->bytes) : without_noise(line);
    authority_.push_back(printed);
    stack_ += (stack_.empty() ? "" : " | ") +
              (is_known && input_.is_recognised ? office->value : plain(printed.text));
    acting_for_ = is_known && office->prefix == "KT." ? office->name : std::string();
  }

  /// Below "KT. GIÁM ĐỐC" stands the deputy (3.9): where the seal hides "PHÓ" it is put back.
  void take_office(const Passage& line, const Office& office) {
    if (!input_.is_recognised) {
      out_.position = to_field(without_noise(line));
      return;
    }
    out_.position = to_field(line, office.bytes);
    Field<std::string>& position = *out_.position;
    position.value = office.value;
    if (office.edits > 0) position.confidence = kInferred;
    if (!office.name.starts_with("PHÓ ") && office.name == acting_for_) {
      position.value = "PHÓ " + office.value;
      position.confidence = kProposed;
      position.basis = Basis::kInferred;
    }
  }

  const HeadInput& input_;
  Signer out_;
  std::vector<Passage> authority_;
  std::string stack_;
  std::string acting_for_;  ///< the head's office behind "KT."
};

}  // namespace

Signer read_signer(const HeadInput& input) { return Reader(input).read(); }

}  // namespace codau::document
