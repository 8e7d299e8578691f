// export/target/xml_text.h — text in XML 1.0.
#pragma once

#include <string>
#include <string_view>

namespace codau::exports {

/// Appends `utf8` so that it may stand between tags and in either kind of quotes: `< > & " '` and
/// white space but the blank are written as references, and what XML cannot hold (controls,
/// U+FFFE-FFFF, ill-formed bytes) as U+FFFD. Law: a parser reads legal text back as it was.
void append_xml(std::string& out, std::string_view utf8);
[[nodiscard]] std::string xml_text(std::string_view utf8);

}  // namespace codau::exports
