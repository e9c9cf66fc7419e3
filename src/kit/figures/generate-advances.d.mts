export function measureFonts(): Record<"regular" | "semibold" | "symbols" | "math", Record<number, string>>;
