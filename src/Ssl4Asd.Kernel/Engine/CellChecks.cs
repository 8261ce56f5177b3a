using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Ssl4Asd.Kernel.Engine;

/// <summary>
/// Writes checks for an interrupt (<see cref="CellStop"/>) into loops and function bodies. As text and without line
/// breaks, so that every statement stays on its line. Clean-up (<c>finally</c>, <c>Dispose</c>, finalizers) gets none:
/// it must run when the cell is being stopped.
/// </summary>
/// <param name="semantics">What the code means, asked only where the syntax cannot tell.</param>
internal sealed class CellChecks(Func<SemanticModel> semantics) : CSharpSyntaxWalker
{
    private const string Stop = "global::" + nameof(Ssl4Asd) + "." + nameof(Kernel) + "." + nameof(Engine) + "." + nameof(CellStop) + ".";
    private const string Check = "if(" + Stop + nameof(CellStop.Requested) + ")" + Stop + nameof(CellStop.Throw) + "();";
    private const string Enter = Stop + nameof(CellStop.Enter) + "();";
    private const string Pass = Stop + nameof(CellStop.Pass) + "(";

    private readonly List<Edit> edits = [];

    // Opens: belongs to what follows its position; else closes what precedes it.
    private sealed record Edit(int Position, int Length, string Text, bool Opens);

    /// <summary>The text of <paramref name="root"/> with checks.</summary>
    public static SourceText Insert(SyntaxNode root, Func<SemanticModel> semantics)
    {
        var text = root.SyntaxTree.GetText();
        var checks = new CellChecks(semantics);
        checks.Visit(root);
        if (checks.edits.Count == 0) return text;

        var result = new StringBuilder();
        var position = 0;
        foreach (var edit in checks.edits.OrderBy(e => e.Position).ThenBy(e => e.Opens))
        {
            result.Append(text.ToString(TextSpan.FromBounds(position, edit.Position))).Append(edit.Text);
            position = edit.Position + edit.Length;
        }
        return SourceText.From(result.Append(text.ToString(TextSpan.FromBounds(position, text.Length))).ToString(), Encoding.UTF8);
    }

    // Statements

    public override void VisitCompilationUnit(CompilationUnitSyntax node)
    {
        // what a call without checks held up must not go on after it
        foreach (var member in node.Members.Skip(1).Where(member => member is GlobalStatementSyntax or FieldDeclarationSyntax)) Open(member.SpanStart, Check);
        base.VisitCompilationUnit(node);
    }

    public override void VisitWhileStatement(WhileStatementSyntax node) => Loop(node.Statement, () => base.VisitWhileStatement(node));

    public override void VisitDoStatement(DoStatementSyntax node) => Loop(node.Statement, () => base.VisitDoStatement(node));

    public override void VisitForStatement(ForStatementSyntax node) => Loop(node.Statement, () => base.VisitForStatement(node));

    public override void VisitForEachStatement(ForEachStatementSyntax node) => Loop(node.Statement, () => base.VisitForEachStatement(node));

    public override void VisitForEachVariableStatement(ForEachVariableStatementSyntax node) =>
        Loop(node.Statement, () => base.VisitForEachVariableStatement(node));

    public override void VisitGotoStatement(GotoStatementSyntax node) => Around(node, "{" + Check, "}", () => base.VisitGotoStatement(node));

    public override void VisitCatchClause(CatchClauseSyntax node)
    {
        Open(node.Block.OpenBraceToken.Span.End, Check);
        base.VisitCatchClause(node);
    }

    public override void VisitFinallyClause(FinallyClauseSyntax node)
    {
    }

    private void Loop(StatementSyntax body, Action inner)
    {
        if (body is BlockSyntax block)
        {
            Open(block.OpenBraceToken.Span.End, Check);
            inner();
        }
        else
        {
            Around(body, "{" + Check, "}", inner);
        }
    }

    // Functions

    public override void VisitDestructorDeclaration(DestructorDeclarationSyntax node)
    {
    }

    public override void VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        if (node.Identifier.ValueText is "Dispose" or "DisposeAsync") return;
        Body(node.Body, node.ExpressionBody, ReturnsNothing(node.ReturnType, node.Modifiers), "", () => base.VisitMethodDeclaration(node));
    }

    public override void VisitLocalFunctionStatement(LocalFunctionStatementSyntax node) =>
        Body(node.Body, node.ExpressionBody, ReturnsNothing(node.ReturnType, node.Modifiers), "", () => base.VisitLocalFunctionStatement(node));

    public override void VisitConstructorDeclaration(ConstructorDeclarationSyntax node) =>
        Body(node.Body, node.ExpressionBody, returnsNothing: true, "", () => base.VisitConstructorDeclaration(node));

    public override void VisitOperatorDeclaration(OperatorDeclarationSyntax node) =>
        Body(node.Body, node.ExpressionBody, ReturnsNothing(node.ReturnType, node.Modifiers), "", () => base.VisitOperatorDeclaration(node));

    public override void VisitConversionOperatorDeclaration(ConversionOperatorDeclarationSyntax node) =>
        Body(node.Body, node.ExpressionBody, returnsNothing: false, "", () => base.VisitConversionOperatorDeclaration(node));

    public override void VisitAccessorDeclaration(AccessorDeclarationSyntax node) =>
        Body(node.Body, node.ExpressionBody, !node.IsKind(SyntaxKind.GetAccessorDeclaration), "", () => base.VisitAccessorDeclaration(node));

    public override void VisitPropertyDeclaration(PropertyDeclarationSyntax node) =>
        Body(null, node.ExpressionBody, returnsNothing: false, "get", () => base.VisitPropertyDeclaration(node));

    public override void VisitIndexerDeclaration(IndexerDeclarationSyntax node) =>
        Body(null, node.ExpressionBody, returnsNothing: false, "get", () => base.VisitIndexerDeclaration(node));

    public override void VisitAnonymousMethodExpression(AnonymousMethodExpressionSyntax node)
    {
        Open(node.Block.OpenBraceToken.Span.End, Enter);
        base.VisitAnonymousMethodExpression(node);
    }

    public override void VisitSimpleLambdaExpression(SimpleLambdaExpressionSyntax node) => Lambda(node, () => base.VisitSimpleLambdaExpression(node));

    public override void VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node) =>
        Lambda(node, () => base.VisitParenthesizedLambdaExpression(node));

    private void Lambda(LambdaExpressionSyntax node, Action inner)
    {
        if (node.Block is { } block)
        {
            Open(block.OpenBraceToken.Span.End, Enter);
            inner();
            return;
        }

        // x => f(x) becomes x => {check; return f(x);}, unless it is an expression tree, which can have no statements
        var model = semantics();
        if (model.GetSymbolInfo(node).Symbol is not IMethodSymbol method || model.GetTypeInfo(node).ConvertedType is not INamedTypeSymbol { TypeKind: TypeKind.Delegate }) return;
        var isStatement = node.ExpressionBody is ThrowExpressionSyntax || method.ReturnsVoid || IsPlainTask(method);
        Around(node.ExpressionBody!, "{" + Enter + (isStatement ? "" : "return "), ";}", inner);
    }

    private void Body(BlockSyntax? block, ArrowExpressionClauseSyntax? arrow, bool returnsNothing, string accessor, Action inner)
    {
        if (block is not null)
        {
            Open(block.OpenBraceToken.Span.End, Enter);
            inner();
        }
        else if (arrow is not null)
        {
            // => f(x); becomes {check; return f(x);}
            var isStatement = returnsNothing || arrow.Expression is ThrowExpressionSyntax;
            edits.Add(new(arrow.ArrowToken.SpanStart, arrow.ArrowToken.Span.Length, (accessor == "" ? "{" : "{" + accessor + "{") + Enter, true));
            // on the expression's own line, which may be a later one
            if (!isStatement) Open(arrow.Expression.SpanStart, "return ");
            inner();
            edits.Add(new(arrow.Expression.Span.End, 0, accessor == "" ? ";}" : ";}}", false));
            var semicolon = arrow.Parent!.ChildTokens().Last();
            if (semicolon.IsKind(SyntaxKind.SemicolonToken)) edits.Add(new(semicolon.SpanStart, semicolon.Span.Length, "", true));
        }
        else
        {
            inner();
        }
    }

    private bool ReturnsNothing(TypeSyntax type, SyntaxTokenList modifiers) =>
        type is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword }
        || (modifiers.Any(SyntaxKind.AsyncKeyword) && type is not GenericNameSyntax and not QualifiedNameSyntax { Right: GenericNameSyntax });

    private static bool IsPlainTask(IMethodSymbol method) => method.IsAsync && method.ReturnType is INamedTypeSymbol { IsGenericType: false };

    // Queries: their clauses are functions that have no body to put a check into

    public override void VisitWhereClause(WhereClauseSyntax node)
    {
        if (IsCallWithDelegate(semantics().GetQueryClauseInfo(node).OperationInfo)) Around(node.Condition, Pass + ")&&(", ")", () => base.VisitWhereClause(node));
        else base.VisitWhereClause(node);
    }

    public override void VisitSelectClause(SelectClauseSyntax node)
    {
        // after a second from, the selection is part of that clause's call
        var call = node.Parent is QueryBodySyntax { Clauses: [.., (FromClauseSyntax or JoinClauseSyntax) and var clause] }
            ? semantics().GetQueryClauseInfo(clause).OperationInfo
            : semantics().GetSymbolInfo(node);
        if (IsCallWithDelegate(call) && semantics().GetTypeInfo(node.Expression).Type is { IsRefLikeType: false })
            Around(node.Expression, Pass, ")", () => base.VisitSelectClause(node));
        else
            base.VisitSelectClause(node);
    }

    private static bool IsCallWithDelegate(SymbolInfo info) =>
        info.Symbol is IMethodSymbol { Parameters: [.., { Type.TypeKind: TypeKind.Delegate }] };

    private void Open(int position, string text) => edits.Add(new(position, 0, text, true));

    private void Around(SyntaxNode node, string before, string after, Action inner)
    {
        Open(node.SpanStart, before);
        inner();
        edits.Add(new(node.Span.End, 0, after, false));
    }
}
